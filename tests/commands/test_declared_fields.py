"""fields.yaml: the custom fields with their types and values, as every command reads and obeys them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Catalogue = Callable[[Files], Path]
Run = Callable[..., Ran]

TAKES: Files = {
    f"tracks/{name}.yaml": f"stage: seed\nlen: {value}\n"
    for name, value in {
        "long": "10:00",
        "short": "9:30",
        "first": "tbd",
        "other": "later",
        "third": "x",
    }.items()
}
"""Tracks with a field that only its declaration makes a length: most values are none."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("fields:\n  - id: len\n    type: length\n", id="a list with dashes"),
        pytest.param("fields: [bpm, {id: LEN, type: Length}]\n", id="brackets, in other case"),
        pytest.param('{"fields": [{"id": "len", "type": "length"}]}\n', id="JSON"),
        pytest.param("fields:\n  - id: len\n    type: length\n    list: true\n", id="a list of them"),
    ],
)
def test_a_declared_type_counts_whatever_most_values_are(catalogue: Catalogue, run: Run, text: str) -> None:
    catalogue({**TAKES, "fields.yaml": text})
    for _ in range(2):  # the second time from the index
        assert run("list", "--where", "len>=10:00", "-f", "ids") == Ran(0, out="long\n")


def test_a_change_of_the_file_counts_at_once(catalogue: Catalogue, run: Run) -> None:
    root = catalogue({**TAKES, "fields.yaml": "fields:\n  - id: len\n    type: text\n"})
    as_texts = Ran(0, out="first\nother\nshort\nthird\n")
    assert run("list", "--where", "len>=9:00", "-f", "ids") == as_texts
    (root / "fields.yaml").write_text("fields:\n  - id: len\n    type: length\n")
    assert run("list", "--where", "len>=10:00", "-f", "ids") == Ran(0, out="long\n")
    (root / "fields.yaml").unlink()
    assert run("list", "--where", "len>=9:00", "-f", "ids") == as_texts


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "fields: 1\n",
            "fields.yaml:1:9: error: fields is not a list; write 'fields:' and a list below it [wrong-type]\n",
            id="no list",
        ),
        pytest.param(
            "fields:\n  - id: len\n    list: maybe\n",
            "fields.yaml:3:11: error: list is 'maybe'; write 'list: true' or 'list: false' [wrong-type]\n",
            id="neither true nor false",
        ),
        pytest.param(
            "fields:\n  - len\n  - id: LEN\n",
            "fields.yaml:3:9: error: the field 'LEN' has the id or name of the field 'len'; rename one [duplicate-name]\n",
            id="one field twice",
        ),
        pytest.param(
            "fields:\n  - type: date\n",
            "fields.yaml:2:5: error: '' cannot be the id of a field; give it a name, as in 'id: bpm' [bad-id]\n",
            id="no name",
        ),
    ],
)
def test_a_broken_file_is_a_problem_with_its_place_and_hides_no_track(
    catalogue: Catalogue, run: Run, text: str, problem: str
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nlen: 3:45\n", "fields.yaml": text})
    for _ in range(2):
        assert run("list", "--where", "len>=3:00", "-f", "ids") == Ran(1, out="a\n", err=problem)


@pytest.mark.parametrize(
    "name", ["no", "12", "b.p.m", "next", "🎚", "ключ", "x" * 300, "two  words", "a'b\"c"]
)
def test_a_field_may_have_any_name(catalogue: Catalogue, run: Run, name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    catalogue(
        {
            "tracks/a.yaml": f"stage: seed\n{quoted}: v1.10\n",
            "tracks/b.yaml": f"stage: seed\n{quoted}: v1.9\n",
            "tracks/c.yaml": f"stage: seed\n{quoted}: other\n",
            "tracks/d.yaml": f"stage: seed\n{quoted}: one\n",
            "tracks/e.yaml": f"stage: seed\n{quoted}: more\n",
            "fields.yaml": f"fields:\n  - id: {quoted}\n    type: version\n",
        }
    )
    assert run("list", "--sort", name, "--limit", "2", "-f", "ids").out == "b\na\n"
