"""fields add and fields set: what fields.yaml declares, written by prodash; and the changes that take it along."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS: Files = {
    "tracks/a.yaml": "stage: seed\nBPM: 120\nkey: A minor\nwho: Ann, Ben\nlinks: {url: x}\n",
    "tracks/b.yaml": "stage: archived\nBPM: fast\n",
}

ADDED = {
    "add bpm --type number": "fields:\n  - id: BPM\n    type: number\n",
    "add mood": "fields:\n  - mood\n",
    "add who --type LIST": "fields:\n  - id: who\n    list: true\n",
    "add key --values C\\ major,yes,12 --list": "fields:\n  - id: key\n    list: true\n    values: [C major, 'yes', 12]\n",
    "add links.url --type text --description Where:\\ x": "fields:\n  - id: links.url\n    type: text\n    description: 'Where: x'\n",
}


def words(line: str) -> list[str]:
    return [word.replace("\0", " ") for word in line.replace("\\ ", "\0").split()]


@pytest.mark.parametrize("line", ADDED)
def test_add_makes_the_file_and_names_a_field_as_tracks_do(line: str, catalogue: Make, run: Run) -> None:
    root = catalogue(TRACKS)
    assert run("fields", *words(line), "--quiet").code == 0
    assert (root / "fields.yaml").read_text() == ADDED[line]
    assert run("undo").code == 0
    assert not (root / "fields.yaml").exists()


BEFORE = "# mine\nfields:\n- bpm # fast\n- id: key\n  values:\n  - A minor # sad\n  - G\n"

CHANGED = {
    "set bpm type=number": BEFORE.replace("- bpm # fast", "- id: bpm # fast\n  type: number"),
    "set KEY values+=D values-=g values-=G": BEFORE.replace("  - G\n", "  - D\n"),
    "set key values= description=Key": BEFORE[: BEFORE.index("  values")] + "  description: Key\n",
    "set key list=true": BEFORE.replace("- id: key\n", "- id: key\n  list: true\n"),
    "add mood --type text": BEFORE + "- id: mood\n  type: text\n",
    "rename BPM tempo": BEFORE.replace("- bpm", "- tempo"),
    "rename key bpm": BEFORE[: BEFORE.index("- id")],
    "remove key --yes": BEFORE[: BEFORE.index("- id")],
    "split who": BEFORE,
}


@pytest.mark.parametrize("line", CHANGED)
def test_only_the_entry_changes(line: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nwho: a, b\n", "fields.yaml": BEFORE})
    assert run("fields", *words(line)).code == 0
    assert (root / "fields.yaml").read_text() == CHANGED[line]


def test_tracks_and_their_declarations_change_together(catalogue: Make, run: Run) -> None:
    declared = "fields:\n  - {id: who, type: text}\n  - {id: links}\n  - {id: links.url, type: link}\n"
    root = catalogue({**TRACKS, "fields.yaml": declared})
    assert run("fields", "split", "who") == Ran(
        0,
        "a          who   Ann, Ben → [Ann, Ben]\nfield who  list  (none) → true\n1 track and 1 field changed\n",
    )
    assert run("fields", "rename", "links", "shops").code == 0
    assert (root / "fields.yaml").read_text() == (
        "fields:\n  - {id: who, type: text, list: true}\n  - {id: shops}\n  - {id: shops.url, type: link}\n"
    )
    assert run("fields", "remove", "shops", "--yes").code == 0
    assert (root / "fields.yaml").read_text() == "fields:\n  - {id: who, type: text, list: true}\n"


def test_a_json_file_stays_json(catalogue: Make, run: Run) -> None:
    root = catalogue({**TRACKS, "fields.yaml": '{"fields": [{"id": "key"}]}'})
    assert run("fields", "set", "key", "list=true", "values=A minor,12").code == 0
    assert json.loads((root / "fields.yaml").read_text()) == {
        "fields": [{"id": "key", "list": True, "values": ["A minor", 12]}]
    }


def test_tracks_that_disagree_are_counted_as_check_names_them(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("fields", "add", "bpm", "--type", "number").err == (
        "1 track has other values; 'prodash check' names them\n"
    )
    assert [line for line in run("check").out.splitlines() if "field-value" in line] == [
        "tracks/b.yaml:2:1: warning: BPM is 'fast', but fields.yaml declares a number, such as 120 [field-value]"
    ]


def test_declared_fields_come_first_with_what_is_declared(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            **TRACKS,
            "fields.yaml": "fields:\n- {id: mood, type: text, list: true, values: [dark], description: How}\n- {id: bpm, type: date}\n",
        }
    )
    assert run(
        "fields",
        "--all",
        "--columns",
        "name,tracks,type,is_list,is_declared,allowed,others,description",
        "-f",
        "tsv",
    ).out == (
        "name\ttracks\ttype\tis_list\tis_declared\tallowed\tothers\tdescription\n"
        'mood\t0\ttext\ttrue\ttrue\t["dark"]\t[]\tHow\n'
        'BPM\t2\tdate\tfalse\ttrue\t[]\t[{"value": 120, "tracks": 1}, {"value": "fast", "tracks": 1}]\t\n'
        "key\t1\ttext\tfalse\tfalse\t[]\t[]\t\n"
        "links\t1\tmapping\tfalse\tfalse\t[]\t[]\t\n"
        "who\t1\ttext\tfalse\tfalse\t[]\t[]\t\n"
    )
    assert run("fields", "-f", "paths").out == "fields.yaml\n"


REFUSED = {
    "add key --type colour": (
        2,
        "'colour' is not a type of values; choose from number, text, date, length, version, bool, link, file, track, list",
    ),
    "add key --type nubmer": (2, "'nubmer' is not a type of values; did you mean 'number'?"),
    "add x --type number --values fast": (
        2,
        "'fast' cannot be a value of x, which declares a number, such as 120",
    ),
    "add Title": (2, "'title' is a name of prodash's own; choose another one"),
    "add staeg": (2, "'staeg' is like 'stage', which is a field already; add --new-field to have both"),
    "add Mood": (
        4,
        "nothing was changed\nfields.yaml: it declares 'mood' already; 'prodash fields set mood type=TYPE' changes that",
    ),
    "set key type=text": (2, "fields.yaml does not declare 'key'; 'prodash fields add key --type TYPE' does"),
    "set nix type=text": (3, "unknown field 'nix'; choose from 'BPM', 'key', 'links', 'mood', 'who'"),
    "set mood": (2, "name a field, and its changes, as in 'prodash fields set bpm type=number'"),
    "set mood list=maybe": (2, "list is true or false, not 'maybe'"),
    "set mood type+=text": (2, "type has one value; write type=text"),
    "set mood name=x": (
        2,
        "'name=x' is not a change of a field; its keys are type, list, values, description, as in 'prodash fields set mood type=number'",
    ),
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_declared_is_refused(line: str, catalogue: Make, run: Run) -> None:
    files = {**TRACKS, "fields.yaml": "fields: [mood]\n"}
    root = catalogue(files)
    code, message = REFUSED[line]
    assert run("fields", *words(line)) == Ran(code, "", f"prodash: {message}\n")
    assert {path: (root / path).read_text() for path in files} == files


@pytest.mark.parametrize("line", ["add x", "set key type=text", "rename key x", "remove key --yes"])
def test_a_file_that_cannot_be_read_is_no_file_to_change(line: str, catalogue: Make, run: Run) -> None:
    root = catalogue({**TRACKS, "fields.yaml": "fields: [\n"})
    ran = run("fields", *words(line))
    assert (ran.code, ran.out) == (4, "")
    assert (root / "fields.yaml").read_text() == "fields: [\n"


def test_a_terminal_shows_a_new_field_by_its_very_name(
    catalogue: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(catalogue(TRACKS))
    argv = ["fields", "add", "beats-2", "--type", "number", "--dry-run"]
    assert on_screen(argv, 80, TERM="xterm", NO_COLOR="1") == (
        "field beats-2  position  1\n               type      number\n\n1 field would be added\n"
    )
