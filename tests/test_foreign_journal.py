"""A journal or an index that came with a catalogue writes nothing: it is named, left alone, and work goes on."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from prodash.storage.batch.file_bytes import FileBytes
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.unfinished import journal_folder_of
from prodash.storage.disk.secret import Secret
from tests.conftest import STATE_FOLDER, Files, Ran, read_all, secret_file
from tests.journals import own_file, put, sealed
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Plant = Callable[[Path, str, int], None]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, modes or owners")
THEIRS = Secret(b"t" * 32, is_kept=True)
NOW, EVIL = b"stage: seed\n", b"stage: published\n"
FILES = {"tracks/a.yaml": NOW, "tracks/b.yaml": NOW, ".git/config": NOW, ".git/hooks/pre-commit": NOW}
SET = ("set", "stage=mixing", "b")
WAYS = ["doing", "undoing", "redoing", "done", "undone"]
TOLD = (
    "{path}{more}: another computer, user or version of prodash has not finished this change, so files may be half "
    "changed; they were left alone; if this message stays, run prodash there, or delete this record\n"
)


def tempting(state: str, path: str = "tracks/a.yaml") -> FileBytes:
    """What would write EVIL if a record in this state were believed."""
    return FileBytes(path, NOW, EVIL) if state in {"undoing", "undone"} else FileBytes(path, EVIL, NOW)


def their_file(root: Path, state: str, number: int, folder: str = "") -> JournalFile:
    shown = f".prodash/journal/{folder or journal_folder_of(THEIRS)}"
    return JournalFile(number, State(state), str(root / shown), shown, THEIRS)


def of_another_computer(root: Path, state: str, number: int) -> None:
    file = their_file(root, state, number)
    put(file, sealed(file, tempting(state)))


def in_our_folder(root: Path, state: str, number: int) -> None:
    """Sealed with another secret, by somebody who has seen the name of our folder."""
    file = their_file(root, state, number, journal_folder_of(secret_file(root).make()))
    put(file, sealed(file, tempting(state)))


def without_a_seal_in_our_folder(root: Path, state: str, number: int) -> None:
    file = own_file(root, number, state)
    place = Path(file.folder) / f"{number:06}.{state}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(sealed(file, tempting(state)))


def replayed_in_another_state(root: Path, state: str, number: int) -> None:
    """A record of our own, sealed and all, that somebody else has renamed."""
    ours = own_file(root, number, "done" if state != "done" else "undone")
    put(ours, sealed(ours, tempting(state)))
    Path(ours.path).rename(Path(ours.path).with_suffix(f".{state}"))


def replayed_as_another_number(root: Path, state: str, number: int) -> None:
    ours = own_file(root, number, state)
    put(ours, sealed(ours, tempting(state)))
    name = Path(ours.path).name
    Path(ours.path).rename(Path(ours.folder) / name.replace(f"{number:06}", f"{number + 10:06}"))


def of_an_earlier_version(root: Path, state: str, number: int, path: str = "tracks/a.yaml") -> None:
    first = {"journal": 1, "time": "2026-11-21", "command": "prodash set", "summary": "Set", "files": 1}
    change = tempting(state, path)._asdict()
    file = {name: data.decode() if isinstance(data, bytes) else data for name, data in change.items()}
    body = "".join(f"{json.dumps(line)}\n" for line in (first, [], file)).encode()
    (root / ".prodash/journal").mkdir(parents=True, exist_ok=True)
    (root / f".prodash/journal/{number:06}.{state}").write_bytes(body + b'{"crc32": %d}\n' % crc32(body))


def without_a_secret(root: Path, state: str, number: int) -> None:
    file = their_file(root, state, number, "unsealed")
    put(file, sealed(file, tempting(state)))


def in_a_hook(root: Path, state: str, number: int) -> None:
    file = their_file(root, state, number)
    put(file, sealed(file, tempting(state, ".git/hooks/pre-commit"), tempting(state, "/etc/passwd")))


def with_a_telling_name(root: Path, state: str, number: int) -> None:
    file = their_file(root, state, number, "x\n::error::y\x1b[31m\u202e")
    put(file, sealed(file, tempting(state)))


PLANTED: dict[str, Plant] = {
    plant.__name__.replace("_", " "): plant
    for plant in (
        of_another_computer,
        in_our_folder,
        without_a_seal_in_our_folder,
        replayed_in_another_state,
        replayed_as_another_number,
        of_an_earlier_version,
        in_a_hook,
        with_a_telling_name,
    )
}


def everything(root: Path) -> dict[str, bytes]:
    """Each file of the catalogue and of the journal with its bytes."""
    journal = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / ".prodash/journal").rglob("*")
        if path.is_file()
    }
    return {**read_all(root), **journal}


@posix
@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_journal_from_elsewhere_is_named_and_never_written_from(
    plant: Plant, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    for number, state in enumerate(WAYS, 1):
        plant(root, state, number)
    before = everything(root)
    code, out, told = run("list", "-f", "ids")
    assert (code, out, len(told.splitlines())) == (0, "a\nb\n", 1)
    path = told.partition(" (and 2 more): ")[0]
    assert path.startswith(".prodash/journal/")
    assert told == TOLD.format(path=path, more=" (and 2 more)")
    assert run("list", "-f", "ids", "--quiet") == Ran(0, "a\nb\n", told)
    for word in ("undo", "redo"):
        code, out, err = run(word)
        nothing = err.removeprefix(told).partition(";")[0].rstrip("\n")
        assert (code, out, nothing) == (4, "", f"prodash: there is nothing to {word}")
    assert run("undo", "--list", "-f", "ids")[:2] == (0, "")
    assert run("undo", "--dry-run").code == 4
    assert everything(root) == before
    assert run(*SET)[::2] == (0, told)
    assert everything(root) == {**before, **everything(root), "tracks/b.yaml": b"stage: mixing\n"}
    assert (root / "tracks/a.yaml").read_bytes() == NOW
    assert run("undo").code == 0
    assert run("redo").code == 0
    assert run("undo")[::2] == (0, told)
    assert {path: data for path, data in everything(root).items() if path in before} == before


@posix
@pytest.mark.parametrize("word", ["undo", "redo"])
def test_with_nothing_of_its_own_undo_says_whose_changes_it_does_not_take_back(
    word: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    of_another_computer(root, "done", 1)
    of_an_earlier_version(root, "undone", 1)
    why = (
        ".prodash/journal/000001.undone (and 1 more) is from another computer, user or version of prodash, "
        "so prodash does not take it back here"
    )
    assert run("list", "-f", "ids") == Ran(0, "a\nb\n")
    assert run(word) == Ran(4, "", f"prodash: there is nothing to {word}; {why}\n")
    assert run("undo", "--list", "-f", "ids") == Ran(0, "", f"there is nothing to undo or redo; {why}\n")


def endless(path: Path) -> None:
    path.write_bytes(b"[" * (1 << 21))
    os.truncate(path, 3 << 30)


HUGE: dict[str, Callable[[Path], object]] = {
    "three gigabytes": endless,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
}


@posix
@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE)
def test_what_is_endless_costs_neither_time_nor_memory(
    make: Callable[[Path], object], catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    assert run(*SET).code == 0
    places = [own_file(root, 7, "doing"), own_file(root, 8, "done"), their_file(root, "doing", 1)]
    for file in places:
        Path(file.folder).mkdir(parents=True, exist_ok=True)
        make(Path(file.path))
    began = time.process_time()
    for words in (["list", "-f", "ids"], ["undo", "--list", "-f", "ids"], ["undo"], ["redo"], SET):
        run(*words)
    assert time.process_time() - began < 2
    assert (root / "tracks/a.yaml").read_bytes() == NOW


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("which", ["folder", "file"])
def test_a_record_that_belongs_to_somebody_else_is_not_believed(
    which: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    for number, state in enumerate(["doing", "done"], 1):
        file = own_file(root, number, state)
        put(file, sealed(file, tempting(state)))
        if which == "file":
            os.chown(file.path, 65534, 65534)
    if which == "folder":
        os.chown(file.folder, 65534, 65534)
    before = everything(root)
    assert [run(*words).code for words in (["list"], ["undo"])] == [0, 5 if which == "folder" else 4]
    assert everything(root) == before


@posix
def test_a_journal_committed_to_git_writes_nothing_where_it_is_cloned(
    catalogue: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"evil/stages.yaml": "stages: [seed, mixing]\n", "evil/tracks/real.yaml": NOW}) / "evil"
    (root / "tracks/h.yaml").symlink_to("../.git/config")
    git(tmp_path, "init", "-q", "evil")
    monkeypatch.setenv(STATE_FOLDER, str(tmp_path / "their state"))
    for number, state in enumerate(WAYS, 1):
        file = own_file(root, number, state)
        put(file, sealed(file, tempting(state, "tracks/h.yaml"), tempting(state, "tracks/real.yaml")))
        of_an_earlier_version(root, state, number, "tracks/h.yaml")
        of_an_earlier_version(root, state, number + 10, "tracks/real.yaml")
    git(root, "add", "-A", "-f")
    git(root, "-c", "user.name=E", "-c", "user.email=e@example.org", "commit", "-qm", "Evil")
    monkeypatch.setenv(STATE_FOLDER, str(tmp_path / "our state"))
    git(tmp_path, "clone", "-q", "evil", "clone")
    clone = tmp_path / "clone"
    before = everything(clone)
    for words in (["list"], ["undo"], ["redo"], ["undo", "--list"], ["set", "bpm=1", "real"], ["undo"]):
        run("-C", "clone", *words)
    after = everything(clone)
    assert {path: after.get(path) for path in before} == before


def test_an_index_from_elsewhere_is_ignored_and_replaced(
    catalogue: Make,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ntitle: As it is\n"})
    index = root / ".prodash/index.json"
    listed = ("list", "--columns", "title", "-f", "csv")
    monkeypatch.setenv(STATE_FOLDER, str(tmp_path_factory.mktemp("theirs")))
    time.sleep(0.15)
    assert run(*listed) == Ran(0, "title\nAs it is\n")
    index.write_bytes(index.read_bytes().replace(b"As it is", b"Not as i"))
    assert run(*listed) == Ran(0, "title\nAs it is\n")
    theirs = index.read_bytes()
    monkeypatch.setenv(STATE_FOLDER, str(tmp_path_factory.mktemp("ours")))
    assert run(*listed) == Ran(0, "title\nAs it is\n")
    ours = index.read_bytes()
    assert ours.splitlines()[0] != theirs.splitlines()[0]
    assert run(*listed) == Ran(0, "title\nAs it is\n")
    assert index.read_bytes() == ours
