"""A record of prodash's own that was damaged is said so and set aside, and work goes on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.batch.file_bytes import FileBytes
from prodash.storage.batch.journal_file import JournalFile
from prodash.storage.disk.open_folder import OpenFolder
from tests.conftest import Files, Ran, read_all
from tests.journals import own_file, put, sealed

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
SET = ("set", "stage=mixing", "--all", "--yes")
DAMAGED = "it is damaged or cut off"


def naming(path: str) -> Callable[[JournalFile], bytes]:
    """A record whose seals are right and whose file is elsewhere."""
    return lambda file: sealed(file, FileBytes(path, b"evil", None), FileBytes(path, None, b"evil"))


def good(file: JournalFile) -> bytes:
    return sealed(file, FileBytes("tracks/a.yaml", b"stage: writing\n", b"stage: seed\n"))


BAD: dict[str, tuple[Callable[[JournalFile], bytes], str]] = {
    "empty": (lambda _: b"", DAMAGED),
    "binary": (lambda _: bytes(range(256)) * 9, DAMAGED),
    "no JSON": (lambda _: b"stage: seed\n", DAMAGED),
    "cut off": (lambda file: good(file)[:-80], DAMAGED),
    "longer": (lambda file: good(file) + b"\n", DAMAGED),
    "damaged": (lambda file: good(file).replace(b"writing", b"recorde"), DAMAGED),
    "with another heading": (lambda file: good(file).replace(b"prodash set", b"prodash add"), DAMAGED),
    "of another batch": (lambda file: good(file._replace(number=8)), DAMAGED),
    "above": (naming("../../x"), "it names '../../x', which is not a catalogue file"),
    "a hook of git": (
        naming(".git/hooks/pre-commit"),
        "it names '.git/hooks/pre-commit', which is not a catalogue file",
    ),
    "absolute": (naming("/etc/x"), "it names '/etc/x', which is not a catalogue file"),
    "in other letters": (
        naming("Tracks/.GIT/x.yaml"),
        "it names 'Tracks/.GIT/x.yaml', which is not a catalogue file",
    ),
}


@pytest.fixture
def root(catalogue: Make, tmp_path: Path) -> Path:
    """A catalogue with a link that leads outside."""
    outside = tmp_path.with_name(f"{tmp_path.name}-outside")
    outside.mkdir()
    made = catalogue(THREE)
    (made / ".git/hooks").mkdir(parents=True)
    Path(own_file(made, 7, "done").folder).mkdir(parents=True)
    (made / "tracks/out").symlink_to(outside, target_is_directory=True)
    return made


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("make", "reason"), BAD.values(), ids=BAD)
def test_an_unfinished_record_that_is_damaged_is_set_aside(
    make: Callable[[JournalFile], bytes], reason: str, root: Path, run: Run
) -> None:
    file, aside = own_file(root, 7, "doing"), own_file(root, 7, "unreadable")
    data = make(file)
    put(file, data)
    before = read_all(root)
    assert run("list", "-f", "ids") == Ran(
        0,
        "a\nb\nc\n",
        f"a change was interrupted and cannot be undone, because its record cannot be read ({reason}); "
        f"the record was renamed to {aside.shown_path}; check the files that changed last\n",
    )
    assert (read_all(root), Path(aside.path).read_bytes()) == (before, data)
    assert list(root.with_name(f"{root.name}-outside").iterdir()) == []
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n")
    assert run(*SET)[::2] == (0, "")
    assert run("undo")[::2] == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("make", "reason"), BAD.values(), ids=BAD)
def test_undo_sets_a_damaged_record_aside(
    make: Callable[[JournalFile], bytes], reason: str, root: Path, run: Run
) -> None:
    assert run("set", "stage=writing", "a").code == 0
    file, aside = own_file(root, 7, "done"), own_file(root, 7, "unreadable")
    data = make(file)
    put(file, data)
    assert run("list", "-f", "ids") == Ran(0, "b\nc\na\n")
    before = read_all(root)
    assert run("undo", "--dry-run") == Ran(
        4, "", f"prodash: nothing was changed\n{file.shown_path}: {reason}\n"
    )
    assert run("undo") == Ran(
        4,
        "",
        f"prodash: nothing was changed\n{file.shown_path}: {reason}; it was renamed to {aside.shown_path}; "
        "the next undo takes back the change before it\n",
    )
    assert (read_all(root), Path(aside.path).read_bytes()) == (before, data)
    assert run("undo").code == 0
    assert {path: (root / path).read_text() for path in THREE} == THREE


def test_redo_sets_a_damaged_record_aside_and_says_what_comes_next(root: Path, run: Run) -> None:
    for words in [("set", "bpm=1", "a"), ("set", "bpm=2", "b"), ("undo",), ("undo",)]:
        assert run(*words).code == 0
    file = own_file(root, 1, "undone")
    put(file, b"")
    assert run("redo") == Ran(
        4,
        "",
        f"prodash: nothing was changed\n{file.shown_path}: {DAMAGED}; it was renamed to "
        f"{own_file(root, 1, 'unreadable').shown_path}; the next redo repeats the change after it\n",
    )
    assert run("redo").code == 0
    assert {path: (root / path).read_text() for path in THREE} == {
        **THREE,
        "tracks/b.yaml": "stage: seed\nbpm: 2\n",
    }


STATES = ["new", "done", "undoing", "undone", "redoing"]
IN_ITS_PLACE: dict[str, Callable[[Path], object]] = {
    "folder": lambda path: (path / "in").mkdir(parents=True),
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to("/etc/passwd"),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize(
    ("state", "kind"),
    [*(("doing", kind) for kind in IN_ITS_PLACE), *((state, "link") for state in STATES), ("undone", "pipe")],
)
def test_what_is_no_file_in_place_of_a_record_is_left_alone(
    state: str, kind: str, root: Path, run: Run
) -> None:
    assert run("set", "bpm=1", "a").code == 0
    file = own_file(root, 7, state)
    IN_ITS_PLACE[kind](Path(file.path))
    before = os.lstat(file.path)
    remark = (
        f"{file.shown_path}: another computer, user or version of prodash has not finished this change, so files may "
        "be half changed; they were left alone; if this message stays, run prodash there, or delete this record\n"
    )
    assert run(*SET)[::2] == (0, remark if state in {"doing", "undoing", "redoing"} else "")
    assert run("undo").code == 0
    if state == "done":
        # The change was the eighth batch.
        assert run("undo").err == (
            f"prodash: nothing was changed\n{file.shown_path}: it is not a regular file of yours; "
            "move it out of the way\n"
        )
    assert os.path.samestat(os.lstat(file.path), before)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("kind", ["file", "link", "link to nothing"])
@pytest.mark.parametrize("folder", ["journal", "own folder"])
def test_what_is_no_journal_is_named_and_left_alone(folder: str, kind: str, root: Path, run: Run) -> None:
    own, outside = Path(own_file(root, 1, "done").folder), root.with_name(f"{root.name}-outside")
    own.rmdir()
    place = own
    if folder == "journal":
        place = own.parent
        place.rmdir()
    if kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(outside if kind == "link" else outside / "nowhere")
    shown, before = place.relative_to(root), read_all(root)
    reason = "is not a folder; move it out of the way"
    told = f"prodash cannot look for an unfinished change: {shown}: it {reason}\n"
    assert run("list", "-f", "ids") == run("list", "-f", "ids", "--quiet") == Ran(0, "a\nb\nc\n", told)
    assert run(*SET)[::2] == (
        4,
        f"{told}prodash: nothing was changed\n.prodash/journal: {shown}: it {reason}\n",
    )
    for words in (["undo"], ["redo"], ["undo", "--list"]):
        code, out, err = run(*words)
        assert (code, out, err.splitlines()[-1]) == (5, "", f"prodash: {shown}: it {reason}")
    assert (read_all(root), list(outside.iterdir())) == (before, [])
    assert os.path.lexists(place)


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
    remark = (
        "prodash cannot look for an unfinished change: .prodash: it is not a folder; move it out of the way\n"
    )
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n", remark)
    assert run(*SET)[::2] == (
        4,
        (
            f"{remark}prodash: nothing was changed\n"
            ".prodash: the lock cannot be written: .prodash is not a folder; move it out of the way\n"
        ),
    )
    for words in (["undo"], ["redo"], ["undo", "--list"]):
        code, out, err = run(*words)
        assert (code, out, err.splitlines()[-1]) == (
            5,
            "",
            "prodash: .prodash: it is not a folder; move it out of the way",
        )
    assert (read_all(root), list(outside.iterdir())) == (before, [])


LOCKS: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "a link": (lambda path, lock: lock.symlink_to(path), "is a link; delete it"),
    "a link to nothing": (lambda path, lock: lock.symlink_to(f"{path}-gone"), "is a link; delete it"),
    "a track": (
        lambda path, lock: lock.hardlink_to(path),
        "is a file that has other names too (hard links); delete this one",
    ),
    "a folder": (lambda _, lock: lock.mkdir(), "is not a regular file; move it out of the way"),
    "a pipe": (lambda _, lock: os.mkfifo(lock), "is not a regular file; move it out of the way"),
}
"""What an archive can put in the place of the lock."""


no_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows, and pipes are no files")


@no_links
@pytest.mark.parametrize(("put_there", "reason"), LOCKS.values(), ids=LOCKS)
def test_a_lock_that_is_something_else_is_refused(
    put_there: Callable[[Path, Path], None], reason: str, root: Path, run: Run
) -> None:
    before = read_all(root)
    put_there(root / "tracks/a.yaml", root / ".prodash/lock")
    assert run(*SET)[::2] == (
        4,
        f"prodash: nothing was changed\n.prodash: the lock cannot be written: .prodash/lock {reason}\n",
    )
    assert read_all(root) == before


@no_links
@pytest.mark.parametrize("put_there", [Path.symlink_to, Path.hardlink_to])
def test_a_link_put_in_the_place_of_the_lock_at_the_last_moment_is_refused(
    put_there: Callable[[Path, Path], None], root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, opened = read_all(root), OpenFolder.open_or_create

    def swapped(folder: OpenFolder, name: str) -> int:
        put_there(root / ".prodash/lock", root / "tracks/a.yaml")
        return opened(folder, name)

    monkeypatch.setattr(OpenFolder, "open_or_create", swapped)
    code, _, err = run(*SET)
    assert (code, err.startswith("prodash: nothing was changed\n")) == (4, True)
    assert read_all(root) == before


def test_what_a_lost_journal_has_left_beside_files_is_no_obstacle(root: Path, run: Run) -> None:
    left = root / f"tracks/.prodash-{own_file(root, 1, 'doing').name}-0"
    left.write_text("left")
    assert run(*SET)[::2] == (0, "")
    assert list(root.rglob(".prodash-*")) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_of_a_damaged_record_only_its_own_files_beside_tracks_are_taken_away(root: Path, run: Run) -> None:
    file = own_file(root, 7, "doing")
    put(file, b"")
    own, other = f".prodash-{file.name}-0", f".prodash-{own_file(root, 8, 'doing').name}-0"
    kept = ["tracks/.prodash-000007-0", f"tracks/{other}", "tracks/mine"]
    (root / "tracks/ep").mkdir()
    for path in (f"tracks/{own}", f"tracks/ep/{own}", own, *kept):
        (root / path).write_text("left")
    (root / "tracks/folder").mkdir()
    (root / f"tracks/folder/{own}").symlink_to(root / "tracks/mine")
    outside = root.with_name(f"{root.name}-outside") / own
    outside.write_text("theirs")
    assert run("list", "-f", "ids").code == 0
    left = sorted(path.relative_to(root).as_posix() for path in root.rglob(".prodash-*"))
    assert left == sorted([*kept[:2], f"tracks/folder/{own}"])
    assert outside.read_text() == "theirs"


def test_an_empty_gitignore_of_a_killed_process_is_written_again(root: Path, run: Run) -> None:
    (root / ".prodash/.gitignore").write_text("")
    assert run(*SET)[::2] == (0, "")
    assert (root / ".prodash/.gitignore").read_text() == "*\n"
