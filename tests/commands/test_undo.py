"""undo and redo go back and forth over whole batches, and refuse by name what is no longer as it was."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.batch.journal import KEPT_BATCHES
from prodash.storage.batch.journal_file import State
from tests.conftest import TODAY, Files, Ran, read_all
from tests.journals import own_file, put, states
from tests.screen import on_screen
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

PATHS = [f"tracks/{name}.yaml" for name in "abc"]
THREE = dict.fromkeys(PATHS, "stage: seed\n")
SET = ("set", "stage=mixing", "--all", "--yes")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes and links")


@pytest.mark.parametrize("word", ["undo", "redo"])
def test_with_nothing_done_there_is_nothing_to_undo(word: str, catalogue: Make, run: Run) -> None:
    catalogue(THREE)
    assert run(word) == Ran(4, "", f"prodash: there is nothing to {word}\n")


def test_undo_and_redo_go_through_all_batches_in_order(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    states = [read_all(root)]
    for words in [("set", "stage=writing", "a"), ("add", "New"), SET, ("set", "bpm=9", "b", "c")]:
        assert run(*words).code == 0
        states.append(read_all(root))
    for word, order in [("undo", states[-2::-1]), ("redo", states[1:])]:
        for state in order:
            ran = run(word)
            assert (ran.code, ran.err, read_all(root)) == (0, "", state)
        assert run(word) == Ran(4, "", f"prodash: there is nothing to {word}\n")


def test_a_new_change_takes_the_place_of_what_was_undone(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    for words in [("set", "stage=writing", "a"), ("undo",), ("set", "stage=mixing", "b")]:
        assert run(*words).code == 0
    assert run("redo") == Ran(4, "", "prodash: there is nothing to redo\n")
    assert run("undo").code == 0
    assert run("redo").code == 0
    assert {path: (root / path).read_text() for path in PATHS} == {**THREE, PATHS[1]: "stage: mixing\n"}


def test_what_a_killed_change_has_not_forgotten_does_not_come_back(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    for words in [("set", "stage=writing", "a"), ("undo",)]:
        assert run(*words).code == 0
    undone = Path(own_file(root, 1, "undone").path).read_bytes()
    assert run("set", "stage=mixing", "b").code == 0
    put(own_file(root, 1, "undone"), undone)
    assert run("undo").code == 0
    assert run("redo").code == 0
    assert {path: (root / path).read_text() for path in PATHS} == {**THREE, PATHS[1]: "stage: mixing\n"}


@pytest.mark.slow
def test_fifty_batches_are_kept(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    for number in range(KEPT_BATCHES + 2):
        assert run("set", f"bpm={number}", "a").code == 0
    assert states(root) == [f"{number:06}.done" for number in range(3, KEPT_BATCHES + 3)]
    for number in reversed(range(1, KEPT_BATCHES + 1)):
        assert run("undo").code == 0
        assert (root / PATHS[0]).read_text() == f"stage: seed\nbpm: {number}\n"
    assert run("undo") == Ran(4, "", "prodash: there is nothing to undo\n")


def test_undo_refuses_by_name_what_is_no_longer_as_it_was(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    assert run(*SET).code == 0
    (root / PATHS[0]).write_text("stage: mixing # mine\n")
    (root / PATHS[2]).unlink()
    before = read_all(root)
    assert run("undo") == Ran(
        4,
        "",
        "prodash: cannot undo 'prodash set stage=mixing --all --yes', made just now; nothing was changed\n"
        "tracks/a.yaml: it has changed since\n"
        "tracks/c.yaml: it has been deleted since\n"
        "--skip-changed leaves out what has changed since\n",
    )
    assert read_all(root) == before
    for path in PATHS:
        (root / path).write_text("stage: mixing\n")
    assert run("undo").code == 0
    assert {path: (root / path).read_text() for path in PATHS} == THREE


def test_redo_refuses_to_write_over_a_file_that_is_there_again(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    assert run("add", "New Song").code == 0
    assert run("undo").code == 0
    (root / "tracks/new-song.yaml").write_text("stage: mixing\n")
    before = read_all(root)
    assert run("redo") == Ran(
        4,
        "",
        "prodash: cannot redo \"prodash add 'New Song'\", made just now; nothing was changed\n"
        "tracks/new-song.yaml: it exists again\n",
    )
    assert read_all(root) == before


@posix
def test_modes_and_links_stay_through_set_undo_and_redo(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    (root / "tracks/real").mkdir()
    (root / PATHS[1]).rename(root / "tracks/real/d.yaml")
    (root / PATHS[1]).symlink_to("real/d.yaml")
    modes = dict(zip(PATHS, (0o600, 0o664, 0o755), strict=True))
    for path, mode in modes.items():
        (root / path).chmod(mode)
    for words, text in [
        (SET, "stage: mixing\n"),
        (("undo",), "stage: seed\n"),
        (("redo",), "stage: mixing\n"),
    ]:
        assert run(*words).code == 0
        assert {path: (root / path).read_text() for path in PATHS} == dict.fromkeys(PATHS, text)
        assert {path: stat.S_IMODE((root / path).stat().st_mode) for path in PATHS} == modes
        assert str((root / PATHS[1]).readlink()) == "real/d.yaml"


@pytest.fixture
def two(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue with one batch done and one undone."""
    monkeypatch.setenv("TZ", "UTC")
    root = catalogue(THREE)
    for words in [("set", "stage=writing", "a"), ("add", "New Song"), ("undo",)]:
        assert run(*words).code == 0
    return root


@pytest.mark.usefixtures("two")
def test_what_can_be_undone_and_redone_is_listed_newest_first(run: Run) -> None:
    assert run("undo", "--list") == Ran(
        0,
        "number  command                      files  undone  time\n"
        "──────  ───────────────────────────  ─────  ──────  ────────────────\n"
        "     2  prodash add 'New Song'           1  yes     2026-11-21 00:00\n"
        "     1  prodash set stage=writing a      1          2026-11-21 00:00\n",
    )


@pytest.mark.usefixtures("two")
def test_the_list_as_json_has_every_key(run: Run) -> None:
    code, out, err = run("undo", "--list", "-f", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert {batch.pop("time")[:10] for batch in answer["batches"]} == {TODAY}
    assert answer == {
        "schema_version": 2,
        "kind": "batches",
        "total": 2,
        "shown": 2,
        "batches": [
            {
                "number": 2,
                "command": "prodash add 'New Song'",
                "summary": "Add New Song",
                "files": 1,
                "undone": True,
                "committed": False,
            },
            {
                "number": 1,
                "command": "prodash set stage=writing a",
                "summary": answer["batches"][1]["summary"],
                "files": 1,
                "undone": False,
                "committed": False,
            },
        ],
        "problems": [],
    }


def test_a_record_that_cannot_be_read_is_listed_as_such(two: Path, run: Run) -> None:
    put(own_file(two, 2, "undone"), b"\0")
    code, out, err = run("undo", "--list", "-f", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["batches"][0]["command"] == ("its record cannot be read: it is damaged or cut off")


@posix
@pytest.mark.parametrize(
    ("first", "then"), [("undo", "undo"), ("undo", "set"), ("redo", "set")], ids=" ".join
)
def test_what_is_not_its_turn_any_more_is_refused(first: str, then: str, catalogue: Make, run: Run) -> None:
    root = catalogue({f"tracks/{name}.yaml": "stage: seed\n" for name in "abcd"})
    run("set", "bpm=1", "--all")
    if first == "redo":
        run("undo")
    before = read_all(root)

    def meanwhile() -> None:
        run(*(("undo",) if then == "undo" else ("add", "New")))
        before.update(read_all(root))

    code, shown = in_terminal(
        [first], cwd=root, columns=200, typed=b"y\n", when="[y/N]", before_typing=meanwhile
    )
    assert (code, "another command changed the catalogue meanwhile" in shown) == (4, True)
    assert read_all(root) == before


@posix
@pytest.mark.parametrize("options", [("--dry-run",), ()], ids=["dry run", "on a terminal"])
def test_what_was_interrupted_is_put_back_before_undo_looks(
    options: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    run("set", "stage=mixing", "a")
    run("set", "stage=recorded", "a")
    own_file(root, 2, "done").change_state(State.DOING)
    code, shown = in_terminal(["undo", *options], cwd=root, columns=200, env={"NO_COLOR": "1"})
    assert (code, "was interrupted: 1 file restored" in shown) == (0, True)
    assert "A  🎧 Mixing → 🌱 Seed" in shown


@pytest.mark.parametrize(
    ("command", "key"), [("projects", "projects: ep\n"), ("workflows", "workflows: zap\n")]
)
def test_once_a_vocabulary_is_gone_again_any_name_will_do(
    command: str, key: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run(command, "add", "Zed").code == 0
    (root / "tracks/a.yaml").write_text(f"stage: seed\n{key}")
    ran = run("undo")
    assert (ran.code, ran.err, (root / f"{command}.yaml").exists()) == (0, "", False)
    assert "zed" not in (root / ".prodash/schemas/track-file.json").read_text()


@posix
def test_a_track_with_two_paths_is_said_to_be_as_it_is_under_both(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: nope\n"})
    (root / "tracks/b.yaml").symlink_to("a.yaml")
    assert run("set", "stage=mixing", "a").code == 0
    ran = run("undo")
    assert (ran.code, [line.split(":")[0] for line in ran.err.splitlines()]) == (
        1,
        ["tracks/a.yaml", "tracks/b.yaml"],
    )
    ran = run("redo")
    assert (ran.code, ran.err) == (0, "")


def test_a_narrow_list_of_batches_keeps_what_was_done_and_to_which_tracks(catalogue: Make, run: Run) -> None:
    catalogue({f"tracks/track-{letter}.yaml": "stage: seed\n" for letter in "abc"})
    assert run("set", "stage=ready-to-release", "track-a", "track-b", "track-c").code == 0
    assert "     1  prodash set stage=ready-to-release track-a track-b track-c      3  " in on_screen(
        ["undo", "--list"], 120
    )
    assert "     1  set stage=ready-to…-a track-b track-c      3  " in on_screen(["undo", "--list"], 70)
