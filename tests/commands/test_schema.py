"""schema: the form of answers and files, printed or written for editors."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Files, Ran, read_all
from tests.schemas import FOLDER, SCHEMAS

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

WRITTEN = [f"{kind}-file.json" for kind in ("fields", "projects", "settings", "stages", "track", "workflows")]


def proposed(schema: Any, kind: str) -> list[str]:
    enum, anything = schema["definitions"][kind]["anyOf"]
    assert anything == SCHEMAS["track-file"]["definitions"][kind]
    return list(enum["enum"])


def test_without_a_kind_it_says_which_there_are(run: Run) -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    rows = [re.split(r"\s{2,}", line) for line in ran.out.splitlines()[2:]]
    assert rows == [[kind, schema["title"]] for kind, schema in SCHEMAS.items()]
    assert run("schema", "-f", "ids").out.split() == [*SCHEMAS]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_printed_as_it_ships_and_needs_no_catalogue(kind: str, run: Run) -> None:
    text = (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    assert run("schema", kind) == run("schema", kind, "-f", "json") == Ran(0, text)
    assert text == json.dumps(SCHEMAS[kind], indent=2) + "\n"


def test_in_a_catalogue_that_of_a_track_proposes_its_names(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [seed, Über]",
            "projects.yaml": "projects: []",
            "tracks/a.yaml": "{stage: seed, workflows: [Rough Mix]}",
        }
    )
    schema = json.loads(run("schema", "track-file").out)
    assert (proposed(schema, "stage"), proposed(schema, "workflow")) == (["seed", "Über"], ["Rough Mix"])
    assert schema["definitions"]["project"] == SCHEMAS["track-file"]["definitions"]["project"]
    assert json.loads(run("schema", "stages-file").out) == SCHEMAS["stages-file"]


def test_what_is_broken_is_named_where_the_catalogue_is_asked(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: sed"})
    said = "tracks/a.yaml:1:8: error: unknown stage 'sed'; did you mean 'seed'? [unknown-stage]\n"
    ran = run("schema", "track-file")
    assert (ran.code, ran.err, proposed(json.loads(ran.out), "stage")[0]) == (1, said, "seed")
    assert run("schema", "tracks").code == 0


WRONG = {
    "kind": (("track",), 2, "unknown schema 'track'; did you mean 'tracks' or 'track-file' or 'stuck'?"),
    "far kind": (("xyz",), 2, f"unknown schema 'xyz'; choose from {', '.join(SCHEMAS)}"),
    "empty kind": (("",), 2, f"unknown schema ''; choose from {', '.join(SCHEMAS)}"),
    "form": (
        ("tracks", "-f", "csv"),
        2,
        "a schema is always JSON; --format, --columns and similar options are for the list of schemas",
    ),
    "writing one": (
        ("stages-file", "--write"),
        2,
        "--write writes the schemas of all files; leave out 'stages-file'",
    ),
    "catalogue": (
        ("track-file", "-C", "nowhere"),
        3,
        (
            "no catalogue in nowhere (there is no stages.yaml); create a sample with 'prodash init my-music --sample', "
            "an empty one with 'prodash init' or one from the tracks in a folder with 'prodash init --stage-field status', or choose another folder with 'prodash -C DIR'"
        ),
    ),
}


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_schema_that_there_is_not_is_refused_in_one_line(
    argv: tuple[str, ...], code: int, message: str, run: Run
) -> None:
    assert run("schema", *argv) == Ran(code, "", f"prodash: {message}\n")


def test_write_brings_them_to_where_editors_find_them(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    before = read_all(root)
    wanted = "".join(
        f".prodash/schemas/{kind}-file.json\n"
        for kind in ("track", "stages", "workflows", "projects", "fields", "settings")
    )
    assert run("schema", "--write") == Ran(0, wanted)
    folder = root / ".prodash" / "schemas"
    assert sorted(path.name for path in folder.iterdir()) == WRITTEN
    for kind in ("stages-file", "workflows-file", "projects-file", "fields-file", "settings-file"):
        assert (folder / f"{kind}.json").read_bytes() == (FOLDER / f"{kind}.json").read_bytes()
    assert (
        proposed(json.loads((folder / "track-file.json").read_text()), "stage")[0],
        (root / ".prodash/.gitignore").read_text(),
    ) == ("seed", "*\n")
    assert read_all(root) == before
