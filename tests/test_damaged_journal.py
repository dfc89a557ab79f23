"""A journal that was damaged, or made by somebody else, is said so and set aside, and work goes on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.change.change import ChangePlan
from prodash.storage.batch.record import FileBytes, Heading, Record, to_bytes
from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
SET = ("set", "stage=mixing", "--all", "--yes")


def naming(path: str) -> bytes:
    """A record whose checksum is right and whose file is elsewhere."""
    files = (FileBytes(path, b"evil", None), FileBytes(path, None, b"evil"))
    return to_bytes(Record(Heading("", "", "", 2), ChangePlan("", ()), files))


GOOD = to_bytes(
    Record(
        Heading("2026-11-21", "prodash set", "Set", 1),
        ChangePlan("Set", ()),
        (FileBytes("tracks/a.yaml", b"stage: writing\n", b"stage: seed\n"),),
    )
)
BAD = {
    "empty": (b"", "it is not a prodash record"),
    "binary": (bytes(range(256)) * 9, "it is not a prodash record"),
    "no JSON": (b"stage: seed\n", "it is not a prodash record"),
    "cut off": (GOOD[: len(GOOD) // 2], "it is damaged or cut off"),
    "damaged": (GOOD.replace(b"writing", b"recorde"), "it is damaged or cut off"),
    "another version": (
        GOOD.replace(b'"journal": 1', b'"journal": 2'),
        "it is from another version of prodash",
    ),
    "above": (naming("../../x"), "it names '../../x', which is not a catalogue file"),
    "a hook of git": (
        naming(".git/hooks/pre-commit"),
        "it names '.git/hooks/pre-commit', which is not a catalogue file",
    ),
    "absolute": (naming("/etc/x"), "it names '/etc/x', which is not a catalogue file"),
}


@pytest.fixture
def root(catalogue: Make, tmp_path: Path) -> Path:
    """A catalogue with a link that leads outside."""
    outside = tmp_path.with_name(f"{tmp_path.name}-outside")
    outside.mkdir()
    made = catalogue(THREE)
    (made / ".git/hooks").mkdir(parents=True)
    (made / ".prodash/journal").mkdir(parents=True)
    (made / "tracks/out").symlink_to(outside, target_is_directory=True)
    return made


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_an_unfinished_record_that_is_none_is_set_aside(
    data: bytes, reason: str, root: Path, run: Run
) -> None:
    (root / ".prodash/journal/000007.doing").write_bytes(data)
    before = read_all(root)
    aside = ".prodash/journal/unreadable-000007-1"
    assert run("list", "-f", "ids") == Ran(
        0,
        "a\nb\nc\n",
        f"a change was interrupted and cannot be undone, because its record cannot be read ({reason}); "
        f"the record was renamed to {aside}; check the files that changed last\n",
    )
    assert (read_all(root), (root / aside).read_bytes()) == (before, data)
    assert list(root.with_name(f"{root.name}-outside").iterdir()) == []
    assert run(*SET)[::2] == (0, "")
    assert run("undo")[::2] == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_undo_sets_a_record_aside_that_is_none(data: bytes, reason: str, root: Path, run: Run) -> None:
    assert run("set", "stage=writing", "a").code == 0
    (root / ".prodash/journal/000007.done").write_bytes(data)
    assert run("list", "-f", "ids") == Ran(0, "b\nc\na\n")
    before = read_all(root)
    aside = ".prodash/journal/unreadable-000007-1"
    assert run("undo") == Ran(
        4,
        "",
        "prodash: nothing was changed\n.prodash/journal/000007.done: "
        f"{reason}; it was renamed to {aside}; the next undo takes back the change before it\n",
    )
    assert (read_all(root), (root / aside).read_bytes()) == (before, data)
    assert run("undo").code == 0
    assert {path: (root / path).read_text() for path in THREE} == THREE


@pytest.mark.parametrize("state", ["new", "doing", "done", "undoing", "undone", "redoing"])
def test_a_folder_in_place_of_a_record_is_set_aside(state: str, root: Path, run: Run) -> None:
    (root / f".prodash/journal/000007.{state}/in").mkdir(parents=True)
    assert run(*SET)[::2] == (
        0,
        f".prodash/journal/000007.{state} is not a file; it was renamed to .prodash/journal/unreadable-000007-1\n",
    )
    assert run("undo")[::2] == (0, "")
    assert {path: (root / path).read_text() for path in THREE} == THREE


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("kind", ["file", "link", "link to nothing"])
def test_what_is_no_journal_is_set_aside(kind: str, root: Path, run: Run) -> None:
    journal, outside = root / ".prodash/journal", root.with_name(f"{root.name}-outside")
    journal.rmdir()
    if kind == "file":
        journal.write_text("mine")
    else:
        journal.symlink_to(outside if kind == "link" else outside / "nowhere")
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n")
    assert run(*SET)[::2] == (
        0,
        ".prodash/journal is not a folder, so nothing can be undone; it was renamed to .prodash/unreadable-journal-1\n",
    )
    assert list(outside.iterdir()) == []
    assert os.path.lexists(root / ".prodash/unreadable-journal-1")
    assert run("undo")[::2] == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("kind", ["file", "link"])
def test_prodash_writes_nothing_where_its_folder_is_something_else(
    kind: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    outside = root.with_name(f"{root.name}-outside")
    outside.mkdir()
    if kind == "file":
        (root / ".prodash").write_text("mine")
    else:
        (root / ".prodash").symlink_to(outside, target_is_directory=True)
    before = read_all(root)
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n")
    assert run(*SET)[::2] == (
        4,
        (
            "prodash: nothing was changed\n"
            ".prodash: the lock cannot be written: .prodash is not a folder; move it out of the way\n"
        ),
    )
    assert (read_all(root), list(outside.iterdir())) == (before, [])


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_lock_that_is_a_link_is_refused(root: Path, run: Run) -> None:
    outside = root.with_name(f"{root.name}-outside") / "precious"
    outside.write_text("precious")
    (root / ".prodash/lock").symlink_to(outside)
    assert run(*SET)[::2] == (
        4,
        "prodash: nothing was changed\n.prodash: the lock cannot be written: .prodash/lock is a link; delete it\n",
    )
    assert outside.read_text() == "precious"


def test_what_a_lost_journal_has_left_beside_files_is_no_obstacle(root: Path, run: Run) -> None:
    (root / "tracks/.prodash-000001-0").write_text("left")
    assert run(*SET)[::2] == (0, "")
    assert list(root.rglob(".prodash-*")) == []


def test_an_empty_gitignore_of_a_killed_process_is_written_again(root: Path, run: Run) -> None:
    (root / ".prodash/.gitignore").write_text("")
    assert run(*SET)[::2] == (0, "")
    assert (root / ".prodash/.gitignore").read_text() == "*\n"
