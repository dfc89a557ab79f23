"""The schema line of a track that was moved by hand: check warns, --fix mends it, and undo brings back every byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

LINE = "# yaml-language-server: $schema={}.prodash/schemas/track-file.json\n"
WARNING = (
    "{}:{}:1: warning: editors do not find the schema that this line names; write $schema={} [schema-line]\n"
)
RIGHT = "../../.prodash/schemas/track-file.json"


def test_a_line_that_leads_elsewhere_is_corrected_with_all_other_fixes(catalogue: Make, run: Run) -> None:
    wrong, right = LINE.format("../"), LINE.format("../../")
    root = catalogue(
        {
            "tracks/ep/a.yaml": f"{wrong}stage: seed # {wrong}",
            "tracks/ep/b.yaml": f"\ufeff# mine\r\n{wrong.rstrip()}\r\nstgae: Seed\r\n",
            "tracks/ep/right.yaml": f"{right}stage: seed\n",
            "tracks/ep/none.yaml": f"stage: seed\nnotes: |\n  {wrong}",
            "tracks/ep/own.yaml": "# yaml-language-server: $schema=../mine.json\nstage: seed\n",
        }
    )
    before = read_all(root)
    a, b = (WARNING.format(f"tracks/ep/{name}.yaml", line, RIGHT) for name, line in (("a", 1), ("b", 2)))
    found = run("check", "--columns", "path,line,code", "-f", "csv").out
    assert found.count("schema-line") == 2
    assert {line + "\n" for line in run("check").out.splitlines() if "schema-line" in line} == {a, b}
    assert run("check", "--fix", "--dry-run").code == 1
    assert read_all(root) == before
    assert run("check", "--fix").out == ""
    assert {path: text for path, text in read_all(root).items() if text != before[path]} == {
        "tracks/ep/a.yaml": f"{right}stage: seed # {wrong}".encode(),
        "tracks/ep/b.yaml": f"\ufeff# mine\r\n{right.rstrip()}\r\nstage: seed\r\n".encode(),
    }
    assert run("undo").code == 1
    assert read_all(root) == before


def test_only_the_files_that_are_named_are_corrected(catalogue: Make, run: Run) -> None:
    text = LINE.format("../") + "stage: seed\n"
    root = catalogue({"tracks/ep/a.yaml": text, "tracks/ep/b.yaml": text})
    ran = run("check", "--fix", "tracks/ep/b.yaml")
    assert ran == Ran(0, "", f"b  schema line  ../.prodash/schemas/track-file.json → {RIGHT}\n1 changed\n")
    assert (root / "tracks/ep/a.yaml").read_text(encoding="utf-8") == text


NAMED = {
    "a comment": ("# yaml-language-server: $schema={}\nstage: seed\n", 1),
    "JSON": ('{{"$schema": "{}", "stage": "seed"}}\n', 1),
    "JSON on lines": ('\ufeff{{\r\n  "stage": "seed",\r\n  "$schema" :"{}"\r\n}}', 3),
    "a key": ("stage: seed\n$schema: {} # mine\nnotes: |\n  $schema: ../.prodash/schemas/x.json\n", 2),
    "a key in quotes": ("stage: seed\n'$schema': \"{}\"\n", 2),
}


@pytest.mark.parametrize(("text", "line"), NAMED.values(), ids=NAMED)
def test_however_a_track_names_its_schema_it_follows_a_move_and_is_corrected(
    text: str, line: int, catalogue: Make, run: Run
) -> None:
    here, below = (text.format(f"{up}.prodash/schemas/track-file.json") for up in ("../", "../../"))
    root = catalogue({"tracks/a.yaml": here})
    before = read_all(root)
    assert run("move", "a", "ep").code == 0
    assert (root / "tracks/ep/a.yaml").read_bytes() == below.encode()
    assert run("undo", "--yes").code == 0
    assert read_all(root) == before
    (root / "tracks/a.yaml").write_bytes(below.encode())
    (found,) = [one for one in run("check").out.splitlines() if "schema-line" in one]
    assert found.startswith(f"tracks/a.yaml:{line}:1: warning: ")
    assert run("check", "--fix", "--yes").code == 0
    assert read_all(root) == before


@pytest.mark.parametrize(
    "text",
    [
        '{"$schema": "../mine.json", "stage": "seed"}',
        '{"stage": "seed", "notes": "\\"$schema\\": \\"../.prodash/schemas/x.json"}',
        "stage: seed\n# $schema: ../.prodash/schemas/x.json\n",
        "stage: seed\nnotes: '$schema: ../.prodash/schemas/x.json'\n",
        "$schema: [../.prodash/schemas/x.json]\nstage: seed\n",
    ],
)
def test_what_names_no_schema_of_prodash_stays_in_a_move(text: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": text})
    assert run("move", "a", "ep").code == 0
    assert (root / "tracks/ep/a.yaml").read_text() == text
