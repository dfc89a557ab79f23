"""fields.yaml: the custom fields with their types and values, as every command reads and obeys them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.conftest import Files, Ran
from tests.yaml_1_2 import as_yaml_1_2

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


GOOD_AND_BAD = {
    "number": (["120", "-3.5", "'120'"], ["fast", "3:45", "true", "{a: 1}"]),
    "text": (["120", "no", "''", "~", "2026-12-01"], ["{a: 1}"]),
    "date": (
        ["2026-12-01", "2026-12", "2026", "2026-12-01 18:30", "2026-12-01T18:30:00Z"],
        ["soon", "2026-02-30"],
    ),
    "length": (["3:45", "1:02:03", "PT20M38S"], ["345", "3:60", "long"]),
    "version": (["v1.9", "2.0.1", "1.10", "3"], ["final"]),
    "bool": (["true", "false"], ["'true'", "yes", "1"]),
    "link": (["https://example.org/a"], ["example.org", "http://a b"]),
    "file": (["mixes/a.wav", "3"], ["{a: 1}"]),
    "track": (["good"], ["goodd"]),
}
ONE_AND_MANY = "fields:\n  - {{id: mine, type: {0}}}\n  - {{id: many, type: {0}, list: true}}\n"


@pytest.mark.parametrize("type_name", GOOD_AND_BAD)
def test_check_warns_of_each_value_of_another_type_and_of_no_other(
    catalogue: Catalogue, run: Run, type_name: str
) -> None:
    good, bad = GOOD_AND_BAD[type_name]
    files = {
        "tracks/good.yaml": "stage: seed\n",
        "fields.yaml": ONE_AND_MANY.format(type_name),
        "mixes/a.wav": "",
    }
    for number, value in enumerate([*good, *bad]):
        files[f"tracks/{number:02}.yaml"] = f"stage: seed\nMINE: {value}\nmany: [{good[0]}, {value}]\n"
    catalogue(files)
    code = "unknown-track" if type_name == "track" else "field-value"
    lines = [line for line in run("check").out.splitlines() if line.endswith(f"[{code}]")]
    wrong = range(len(good), len(good) + len(bad))
    assert [line.partition(": ")[0] for line in lines] == [
        f"tracks/{number:02}.yaml:{line}:1" for number in wrong for line in (2, 3)
    ]
    assert run("check", "--strict").code == 1
    assert run("list", "-f", "ids").code == 0


def test_set_writes_the_id_of_a_track_that_is_there_and_refuses_any_other(
    catalogue: Catalogue, run: Run
) -> None:
    declared = "fields: [{id: from, type: track}, {id: see, type: track, list: true}]\n"
    tracks = {f"tracks/{name}.yaml": "stage: seed\n" for name in ("ocean-floor", "fog")}
    root = catalogue({**tracks, "fields.yaml": declared})
    said = "prodash: unknown track for {} 'fogg'; did you mean 'fog'?\n"
    assert run("set", "from=fogg", "ocean-floor") == Ran(3, err=said.format("from"))
    assert run("add", "New", "see=ocean-floor, fogg") == Ran(3, err=said.format("see"))
    assert run("set", "from=Ocean Floor", "see=fog", "fog").code == 0
    assert (root / "tracks/fog.yaml").read_text() == "stage: seed\nfrom: ocean-floor\nsee: [fog]\n"
    (root / "tracks/fogg.yaml").write_text("stage: [\n")
    assert run("set", "from=fogg", "ocean-floor").out == "ocean-floor  (none) → fogg\n1 changed\n"


def test_the_declared_file_is_the_cause_of_what_it_finds(catalogue: Catalogue, run: Run) -> None:
    catalogue(
        {
            "fields.yaml": "fields:\n  - {id: note, type: number}\n",
            "tracks/a.yaml": "stage: seed\nnote: two\n",
            "tracks/b.yaml": "stage: seed\nnote: 2\n",
        }
    )
    # No warning that `note` is nearly `notes`: it is declared.
    found = "tracks/a.yaml:2:1: warning: note is 'two', but fields.yaml declares a number, such as 120 [field-value]\n"
    assert run("check", "fields.yaml") == Ran(0, out=found)
    assert run("check", "tracks/b.yaml") == Ran(0)


def test_the_name_of_a_column_is_told_once_with_a_count(catalogue: Catalogue, run: Run) -> None:
    catalogue({f"tracks/{name}.yaml": "stage: seed\nage: 3\nMoved: yes\n" for name in "abc"})
    assert run("check").out.splitlines() == [
        f"tracks/a.yaml:{line}:1: warning: the field '{name}' of 3 tracks has the name of a column; "
        f"in commands, write 'custom.{name}' [field-name]"
        for line, name in ((2, "age"), (3, "Moved"))
    ]
    assert run("list", "--where", "custom.age=3", "-f", "ids") == Ran(0, out="a\nb\nc\n")


def test_a_part_of_a_mapping_is_declared_by_its_path(catalogue: Catalogue, run: Run) -> None:
    catalogue(
        {
            "fields.yaml": "fields:\n  - {id: links.shop, type: link}\n",
            "tracks/a.yaml": "stage: seed\nlinks: {shop: https://example.org, other: 1}\n",
            "tracks/b.yaml": "stage: seed\nlinks: {shop: soon}\n",
        }
    )
    assert run("check") == Ran(
        0,
        out="tracks/b.yaml:2:1: warning: links.shop is 'soon', but fields.yaml declares a link, "
        "such as https://example.org [field-value]\n",
    )


@pytest.mark.parametrize("type_name", GOOD_AND_BAD)
def test_an_editor_accepts_what_check_accepts_and_sees_most_other_values(
    catalogue: Catalogue, run: Run, type_name: str
) -> None:
    good, bad = GOOD_AND_BAD[type_name]
    catalogue({"fields.yaml": ONE_AND_MANY.format(type_name), "tracks/good.yaml": "stage: seed\nMine: ~\n"})
    validator = Draft7Validator(json.loads(run("schema", "track-file").out))

    def is_valid(value: str) -> bool:
        track = f"stage: seed\nmine: {value}\nMine: {value}\nmany: [{value}]\n"
        return validator.is_valid(as_yaml_1_2(track))

    assert [value for value in good if not is_valid(value)] == []
    seen = [value for value in bad if not is_valid(value)]
    assert bool(seen) == (type_name != "track")


def test_an_editor_offers_the_allowed_values(catalogue: Catalogue, run: Run) -> None:
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\n",
            "fields.yaml": "fields: [{id: key, values: [A minor, 12], description: The tonic.}, free]\n",
        }
    )
    properties = json.loads(run("schema", "track-file").out)["properties"]
    assert (properties["key"], properties["free"]) == (
        {
            "description": "The tonic.",
            "enum": ["A minor", 12, "12", None],
            "errorMessage": "Another value: choose from A minor, 12.",
        },
        {},
    )


@pytest.mark.parametrize("is_declared", [True, False], ids=["declared", "as most values are"])
def test_numbers_and_lengths_are_at_the_right_also_beside_other_values(
    catalogue: Catalogue, run: Run, is_declared: bool
) -> None:
    values = [("9", "9:30", "v1.9"), ("100", "1:10:00", "v1.10"), ("90.5", "3:45", "v2"), ("~", "~", "~")]
    files = {
        f"tracks/{name}.yaml": f"stage: seed\nbpm: {bpm}\nlen: {length}\nmix: {mix}\n"
        for name, (bpm, length, mix) in zip("abcd", values, strict=True)
    } | {"tracks/e.yaml": "stage: seed\nbpm: fast\nlen: long\nmix: x\n"}
    fields = "fields: [{id: bpm, type: number}, {id: len, type: length}]\n"
    catalogue(files | ({"fields.yaml": fields} if is_declared else {}))
    assert run("list", "--columns", "id,bpm,len,mix").out == (
        "id   bpm      len  mix\n"
        "──  ────  ───────  ─────\n"
        "a      9     9:30  v1.9\n"
        "b    100  1:10:00  v1.10\n"
        "c   90.5     3:45  v2\n"
        "d\n"
        "e   fast     long  x\n"
    )
    assert run("list", "--columns", "bpm", "-f", "csv").out == 'bpm\n9\n100\n90.5\n""\nfast\n'


def test_values_sort_and_group_in_the_order_in_which_they_are_declared(
    catalogue: Catalogue, run: Run
) -> None:
    values = {"a": "high", "b": "low", "c": "other", "d": "middle", "e": "~"}
    files = {f"tracks/{name}.yaml": f"stage: seed\nrank: {value}\n" for name, value in values.items()}
    catalogue({**files, "fields.yaml": "fields: [{id: Rank, values: [low, middle, high]}]\n"})
    assert run("list", "--sort", "rank", "-f", "ids").out == "b\nd\na\nc\ne\n"
    grouped = run("breakdown", "--by", "rank", "-f", "csv", "--columns", "group").out
    assert grouped.split()[1:5] == ["low", "middle", "high", "other"]


def test_a_condition_that_no_track_meets_is_told_the_declared_fields_and_values(
    catalogue: Catalogue, run: Run
) -> None:
    fields = "fields: [{id: key, values: [A minor, C major]}, {id: mastered, type: bool}]\n"
    catalogue({"fields.yaml": fields, "tracks/a.yaml": "stage: seed\nkey: C major\n"})
    assert run("list", "--where", "key=G", "-f", "ids") == Ran(
        0, err="no track has key=G; choose from 'A minor', 'C major'\n"
    )
    assert run("list", "--where", "mastred=true") == Ran(
        3, err="prodash: unknown field 'mastred'; did you mean 'mastered'?\n"
    )
    assert run("list", "--where", "mastered=true", "-f", "ids") == Ran(0, err="no track has mastered=true\n")
