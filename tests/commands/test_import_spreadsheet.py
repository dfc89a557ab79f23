"""What a spreadsheet makes of values, import --update knows again or names; it never becomes another value."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import UsageError
from prodash.model.catalogue.value import Value, parse_scalar
from prodash.model.imports.spreadsheets import is_same, typed_like
from tests.conftest import Files, Ran, read_all

SAME = {
    "TRUE": "true",
    "True": "true",
    "FALSCH": "false",
    " vrai ": "true",
    "1,5": "1.5",
    "1500,25": "1500.25",
    "1,500": "1500",
    "1.500": "1500",
    "1.234.567": "1234567",
    "1 234": "1234",
    "120": "120.0",
    "12": "'012'",
    "1.1": "1.10",
    "49": "'+49'",
    "1.23457E+11": "123456789012",
    "1,23457E+11": "123456789012",
    "100000": "1e5",
    "1.00E+05": "1E5",
    "01.03.2026": "2026-03-01",
    "1.3.26": "2026-03-01",
    "13/3/2026": "2026-03-13",
    "3/13/2026": "2026-03-13",
    "2026-03-01 00:00:00": "2026-03-01",
    "2026/3/1": "2026-03-01",
    "03:45": "3:45",
    "03:45:00": "3:45",
    "59:10:00": "'59:10'",
    "2:10:00": "2:10:00",
}
"""Each cell with the value in the file."""

OTHER = {
    ("false", "true"): False,
    ("FALSE", "true"): False,
    ("partly", "true"): "partly",
    ("2,25", "1.5"): 2.25,
    ("1,234,567", "1.5"): 1234567,
    ("1501", "1500"): 1501,
    ("fast", "120"): "fast",
    ("0", "012"): 0,
    ("3:46", "3:45"): "3:46",
    ("TRUE", "text"): "TRUE",
    ("1,5", "text"): "1,5",
    ("1.2.2026", "text"): "1.2.2026",
    ("", "true"): None,
}
"""Each cell with the value in the file before, and the value after the import."""

BAD = {
    ("2.345", "1.5"): "'2.345' may be 2345 or 2.345; write one of them",
    ("9E+11", "123456789012"): "the spreadsheet has shortened the number 9E+11; write it in full",
    ("2.3.2026", "2026-03-01"): (
        "'2.3.2026' could be 2026-03-02 or 2026-02-03; write it as YYYY-MM-DD, "
        "or add --date-format %d.%m.%Y or %m.%d.%Y"
    ),
    ("1/3/2026", "2026-03-01"): (
        "'1/3/2026' could be 2026-03-01 or 2026-01-03; write it as YYYY-MM-DD, "
        "or add --date-format %d/%m/%Y or %m/%d/%Y"
    ),
    ("1.3.26", "2026-03-02"): "'1.3.26' may be another date elsewhere; write it as YYYY-MM-DD",
}
"""Each cell with the value in the file, and why it is refused."""


def make(root: Path, values: list[str], cells: list[str]) -> None:
    for number, value in enumerate(values):
        (root / f"tracks/t{number}.yaml").write_text(f"stage: seed\nx: {value}\n", encoding="utf-8")
    rows = "".join(f't{number},"{cell}"\n' for number, cell in enumerate(cells))
    (root / "t.csv").write_text(f"id,x\n{rows}", encoding="utf-8")


@pytest.fixture
def root(catalogue: Callable[[Files], Path]) -> Path:
    return catalogue({"tracks/.keep": ""})


def test_what_it_makes_of_a_value_is_the_value(root: Path, run: Callable[..., Ran]) -> None:
    make(root, list(SAME.values()), list(SAME))
    before = read_all(root)
    assert run("import", "t.csv", "--update") == Ran(0, "nothing to change\n")
    assert run("import", "t.csv") == Ran(0, "nothing to change\n")
    assert read_all(root) == before


def test_another_value_is_taken_with_its_type(root: Path, run: Callable[..., Ran]) -> None:
    make(root, [value for _, value in OTHER], [cell for cell, _ in OTHER])
    changes = json.loads(run("import", "t.csv", "--update", "--format", "json").out)["changes"]
    assert [change["after"] for change in changes] == list(OTHER.values())
    assert all(change["changes"] for change in changes)
    tracks = json.loads(run("list", "--sort", "path", "--format", "json").out)["tracks"]
    after = {track["id"]: track["custom"].get("x") for track in tracks}
    assert [after[f"t{number}"] for number in range(len(OTHER))] == list(OTHER.values())


def test_a_cell_that_may_mean_two_values_is_refused(root: Path, run: Callable[..., Ran]) -> None:
    make(root, [value for _, value in BAD], [cell for cell, _ in BAD])
    before = read_all(root)
    lines = "".join(f"t.csv:{number}: x: {reason}\n" for number, reason in enumerate(BAD.values(), start=2))
    assert run("import", "t.csv", "--update") == Ran(4, "", f"prodash: nothing was changed\n{lines}")
    assert read_all(root) == before


def test_a_new_track_gets_the_type_that_all_others_have(root: Path, run: Callable[..., Ran]) -> None:
    (root / "tracks/a.yaml").write_text(
        "stage: seed\ndone: true\nbpm: 90\nmixed: true\nday: 2026-01-01\n", encoding="utf-8"
    )
    (root / "tracks/b.yaml").write_text("stage: seed\ndone: false\nbpm: 90.5\nmixed: x\n", encoding="utf-8")
    (root / "t.csv").write_text(
        'title,done,bpm,mixed,new,day\nNew,FALSE,"98,5",TRUE,TRUE,2026-01-02\n', encoding="utf-8"
    )
    assert run("import", "t.csv").code == 0
    assert (root / "tracks/new.yaml").read_text(encoding="utf-8") == (
        "title: New\nstage: seed\ndone: false\nbpm: 98.5\nmixed: 'TRUE'\nnew: 'TRUE'\nday: 2026-01-02\n"
    )


@pytest.mark.parametrize("cell", ["01.12.2026", "2026-12-01 00:00:00", "1.12.26"])
def test_a_due_date_as_a_spreadsheet_writes_it_is_unchanged(
    cell: str, root: Path, run: Callable[..., Ran]
) -> None:
    (root / "tracks/a.yaml").write_text("title: 1:30\nstage: seed\ndue: 2026-12-01\n", encoding="utf-8")
    (root / "t.csv").write_text(f"id,title,due\na,01:30:00,{cell}\n", encoding="utf-8")
    assert run("import", "t.csv", "--update") == Ran(0, "nothing to change\n")


CELLS = (
    st.text("0129.,:/-+Ee T'\xa0", max_size=24)
    | st.from_regex(r"[0-9]{1,3}([.,][0-9]{3}){0,9}")
    | st.text(max_size=5)
)
VALUES = CELLS.map(parse_scalar) | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.none()


@given(CELLS, VALUES)
def test_any_cell_is_a_value_or_refused(cell: str, value: Value) -> None:
    assert is_same(cell, value) in {True, False}
    with suppress(UsageError):
        typed_like(cell, value)
