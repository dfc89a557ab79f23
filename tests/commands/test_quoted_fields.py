"""The name of a field in quotes: every command takes it as the same name without them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS: Files = {
    "tracks/a.yaml": "title: A\nstage: seed\na.b: 3\n'a,b': x\nbpm: 1\nkey: x\n",
    "tracks/b.yaml": "title: B\nstage: seed\na.b: 4\n'a,b': y\nbpm: 2\n",
}
ANSWERS = {
    "columns": ["list", "--columns", '"a,b",id,"a.b","title"', "--format", "csv"],
    "an order": ["list", '--sort=-"a.b"'],
    "groups": ["list", "--group-by", '"a.b"'],
    "a breakdown by a field of prodash": ["breakdown", "--by", '"due"'],
    "a sum": ["list", "--sum", '"a.b"'],
    "counts": ["list", "--count", '"a,b","title"'],
    "a condition": ["list", "--where", '"a.b"=4'],
    "a change": ["set", '"a.b"=5', "a", "--dry-run"],
    "a value from another field": ["set", 'bpm={"a.b"}', "a", "--expand", "--dry-run"],
    "a text to replace": ["replace", "x", "z", "--in", '"key","title"', "--dry-run"],
    "an imported column": ["import", "songs.csv", "--map", '"n.b"=Speed', "--dry-run"],
    "a field to open": ["open", "a", '"a.b"'],
    "a field to rename": ["fields", "rename", '"a.b"', "c", "--dry-run"],
    "a new name": ["fields", "rename", "bpm", '"n.b"', "--dry-run"],
    "a field of prodash as the new name": ["fields", "rename", "a.b", '"notes"', "--dry-run"],
    "a field to remove": ["fields", "remove", '"a.b"', "--dry-run"],
    "a field of prodash to remove": ["fields", "remove", '"title"', "--dry-run"],
    "a field to split": ["fields", "split", '"a.b"', "--dry-run"],
    "a field to declare": ["fields", "add", '"a.b"', "--type", "number", "--dry-run"],
}


@pytest.mark.parametrize("argv", ANSWERS.values(), ids=ANSWERS)
def test_a_field_in_quotes_gives_the_same_answer_as_without(
    argv: list[str], catalogue: Make, run: Run
) -> None:
    root = catalogue(TRACKS)
    (root / "songs.csv").write_text("title,Speed\nNew,9\n")
    answer = run(*argv)
    assert answer == run(*(word.replace('"', "") for word in argv))
    assert "unknown" not in answer.err


def test_a_quote_in_a_quoted_name_is_typed_twice(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n'say \"hi\"': 1\n"})
    assert run("list", "--columns", '"say ""hi"""', "--format", "csv") == Ran(0, '"say ""hi"""\n1\n')


def test_a_comma_in_a_quoted_name_parts_no_names(catalogue: Make, own_settings: Make, run: Run) -> None:
    catalogue(TRACKS)
    own_settings("")
    unknown = "prodash: --columns: unknown column '\"x,y\"'"
    assert run("list", "--columns", 'title,"x,y"').err.startswith(unknown)
    setting = 'setting columns  (none) → title, "a,b"\n'
    assert run("config", "set", "columns", 'title,"a,b"').out == setting
    assert run("replace", "x", "z", "--in", '"a,b",title', "--dry-run") == Ran(
        0, "a  a,b  x → z\n1 would change\n"
    )


def test_a_column_fills_a_field_with_an_equals_sign_in_its_name(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    (root / "songs.csv").write_text("title,Speed\nNew,9\n")
    assert run("import", "songs.csv", "--map", '"a=b"=Speed').code == 0
    assert (root / "tracks/new.yaml").read_text() == "title: New\nstage: seed\na=b: 9\n"


def test_empty_quotes_are_no_name(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("fields", "add", '""') == Ran(2, "", "prodash: a field needs a name; write one, such as bpm\n")
