"""What is typed in the place of a change but means something else is refused, with what to type."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

FILES: Files = {"tracks/t.yaml": "stage: seed\n", "tracks/used.yaml": "stage: seed\nurgency: high\nPath: x\n"}
FOLLOWS = (
    "the column {0} follows from the field {1}; write {2}=VALUE, or custom.{0}=VALUE for a field of your own"
)
MOVE = "the path of a track is where its file is; write 'prodash move TRACK FOLDER'"
OTHER_WORD = "unknown field {!r}; prodash calls it {}, so write {}=VALUE"
DUE_FROM = "the column due_from names the project of a due date; write projects=NAME or due=DATE"
REFUSED = {
    "at least": (["set", "bpm>=3", "t"], "'bpm>=3' is a condition; to choose tracks by it, write --where 'bpm>=3'"),
    "at most": (["set", "bpm <= 3", "t"], "'bpm <= 3' is a condition; to choose tracks by it, write --where 'bpm <= 3'"),
    "not": (["set", "bpm!=3", "t"], "'bpm!=3' is a condition; to choose tracks by it, write --where 'bpm!=3'"),
    "more": (["set", "stage=mixing", "bpm>3"], "'bpm>3' is a condition; to choose tracks by it, write --where 'bpm>3'"),
    "less": (["set", "bpm<3", "-n"], "'bpm<3' is a condition; to choose tracks by it, write --where 'bpm<3'"),
    "a track": (["list", "stage=seed"], "'stage=seed' is a condition; to choose tracks by it, write --where stage=seed"),
    "a second track": (["show", "t", "bpm>3"], "'bpm>3' is a condition; to choose tracks by it, write --where 'bpm>3'"),
    "path": (["set", "path=x", "t"], MOVE),
    "Path": (["set", "PATH=x", "t"], MOVE),
    "stage_name": (["set", "stage_name=x", "t"], FOLLOWS.format("stage_name", "stage", "stage")),
    "Stage Name": (["set", "Stage Name=x", "t"], FOLLOWS.format("stage_name", "stage", "stage")),
    "due_from": (["set", "due_from=", "t"], DUE_FROM),
    "due_when": (["set", "due_when=week", "t"], FOLLOWS.format("due_when", "due", "due")),
    "days_left": (["add", "New", "days_left=3"], FOLLOWS.format("days_left", "due", "due")),
    "Urgency": (["set", "Urgency=high", "t"], FOLLOWS.format("urgency", "due", "due")),
    "custom": (["set", "custom=x", "t"], "'custom' stands for all custom fields together; choose another name"),
    "name": (["set", "Name=x", "t"], OTHER_WORD.format("Name", "title", "title")),
    "status": (["add", "New", "status=x"], OTHER_WORD.format("status", "stage", "stage")),
    "deadline": (["set", "deadline=x", "t"], OTHER_WORD.format("deadline", "due", "due")),
    "an option for a field": (["add", "T", "--stage", "mixing"], "add has no option --stage; write stage=VALUE"),
    "an option for a list": (["add", "T", "--workflow=x"], "add has no option --workflow; write workflows=VALUE"),
    "an option for notes": (["set", "stage=mixing", "--notes", "x", "t"], "set has no option --notes; write notes=VALUE"),
    "an empty name to add": (["set", "workflows+=a,,b", "t"], "an empty name in 'a,,b'; write names with commas between them"),
    "an empty name to choose": (["list", "--stage", "seed,"], "an empty name in 'seed,'; write names with commas between them"),
    "an empty column": (["list", "--columns", "id,,title"], "an empty name in --columns 'id,,title'; write names with commas between them"),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "message"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_what_to_type(
    argv: list[str], message: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(*argv) == Ran(2, "", f"prodash: {message}\n")
    assert read_all(root) == before


def test_a_key_that_a_track_has_is_taken_whatever_its_name(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue(FILES)
    assert run("set", "urgency=low", "Path=z", "used").code == 0
    assert (root / "tracks/used.yaml").read_text(encoding="utf-8") == "stage: seed\nurgency: low\nPath: z\n"
    assert run("set", "wow!=", "note~=1", "used").code == 2


def test_a_word_of_other_tools_is_the_field_that_tracks_have(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/t.yaml": "stage: seed\nStatus: x\nTrack Name: y\n"})
    assert run("set", "status=a", "track_name=b", "t").code == 0
    assert (root / "tracks/t.yaml").read_text(encoding="utf-8") == "stage: seed\nStatus: a\nTrack Name: b\n"
