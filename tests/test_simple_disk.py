"""A disk that knows neither fsync nor locks, such as a network drive: changes work, and one remark says what is missing."""

import errno
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.session import files
from prodash.storage.batch.lock import locked
from tests.conftest import Files, Ran, read_all
from tests.surroundings import environment
from tests.test_killed import left_behind

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Patch = pytest.MonkeyPatch

fcntl = pytest.importorskip("fcntl", reason="Windows locks files in another way")

SEED = "stage: seed\n"
UNKNOWN = [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP]
NOT_FLUSHED = "this disk cannot flush files; a power cut may damage what just changed\n"
NO_LOCKS = "this disk has no locks; change files from one computer at a time\n"
BUSY = (
    "prodash: nothing was changed: another prodash has been changing this catalogue for 0.1 seconds; "
    "try again when it is done; if no other is running, delete .prodash/lock-holder\n"
)


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", UNKNOWN)
def test_where_files_cannot_be_flushed_changes_are_made_and_said_so_once(
    number: int, catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    monkeypatch.setattr(os, "fsync", failing(number))
    assert run("set", "stage=mixing", "a") == Ran(0, "a  Seed → Mixing\n1 changed\n", NOT_FLUSHED)
    assert [run(*argv).err for argv in [("undo",), ("redo",), ("add", "T")]] == [NOT_FLUSHED] * 3
    assert run("set", "stage=writing", "a", "--quiet") == Ran(0)
    assert run("export", "due.ics").code == 0
    assert run("init", "other").code == 0
    assert ((root / "tracks/a.yaml").read_text(), left_behind(root)) == ("stage: writing\n", [])


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fails_to_flush_changes_nothing(
    number: int, catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    before = read_all(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(number))
        ran = run("set", "stage=mixing", "a")
    said = f"prodash: nothing was changed\ntracks/a.yaml: {os.strerror(number)}\n"
    assert (ran, read_all(root), left_behind(root)) == (Ran(4, "", said), before, [])


@pytest.fixture
def no_locks(monkeypatch: Patch) -> None:
    """A disk without locks, on which nobody waits for long."""
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOSYS))
    monkeypatch.setattr(files, "_SILENT_WAIT", 0.05)
    monkeypatch.setattr(files, "_WRITER_WAIT", 0.1)


@pytest.mark.parametrize("number", [*UNKNOWN, errno.ENOLCK])
def test_where_files_cannot_be_locked_changes_are_made_and_said_so_once(
    number: int, catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    monkeypatch.setattr(fcntl, "flock", failing(number))
    assert run("set", "stage=mixing", "a") == Ran(0, "a  Seed → Mixing\n1 changed\n", NO_LOCKS)
    assert run("undo").err == NO_LOCKS
    assert run("set", "stage=writing", "a", "--quiet") == Ran(0)
    assert run("list", "-f", "ids") == Ran(0, "a\n")
    assert not (root / ".prodash/lock-holder").exists()


HERE, GONE = platform.node(), 2**22 + 1
"""This computer, and the number of a process that no system has."""
ABANDONED = {
    "its process is gone": ({"host": HERE, "process": GONE}, 0),
    "of another computer, and old": ({"host": "elsewhere", "process": 1}, 601),
    "of an impossible process, and old": ({"host": HERE, "process": "x"}, 601),
    "of all processes, and old": ({"host": HERE, "process": -1}, 601),
    "of a process that no system counts to": ({"host": HERE, "process": 2**70}, 0),
    "half written, and old": ("{", 601),
}
HELD = {
    "its process is running": ({"host": HERE, "process": os.getpid()}, 0),
    "its process has been running for long": ({"host": HERE, "process": os.getpid()}, 9999),
    "of another computer": ({"host": "elsewhere", "process": GONE}, 590),
    "half written": ("{", 0),
    "of an impossible process": ({"host": HERE, "process": "x"}, 0),
}


def write_holder(root: Path, holder: object, age: int) -> None:
    path = root / ".prodash/lock-holder"
    path.parent.mkdir()
    path.write_text(holder if isinstance(holder, str) else json.dumps(holder))
    written = path.stat().st_mtime - age
    os.utime(path, (written, written))


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize(("holder", "age"), ABANDONED.values(), ids=ABANDONED)
def test_a_lock_that_nobody_holds_any_more_is_taken(
    holder: object, age: int, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    write_holder(root, holder, age)
    assert run("set", "stage=mixing", "a") == Ran(0, "a  Seed → Mixing\n1 changed\n", NO_LOCKS)
    assert [path.name for path in (root / ".prodash").glob("lock-holder*")] == []


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize(("holder", "age"), HELD.values(), ids=HELD)
def test_a_lock_that_another_process_may_hold_is_left(
    holder: object, age: int, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    write_holder(root, holder, age)
    before = (root / ".prodash/lock-holder").read_bytes()
    assert run("set", "stage=mixing", "a") == Ran(4, "", BUSY)
    assert (root / ".prodash/lock-holder").read_bytes() == before


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize("gone", [False, True], ids=["taken over", "deleted"])
def test_a_lock_that_another_computer_has_taken_over_meanwhile_stays_its_own(
    catalogue: Make, *, gone: bool
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    holder, theirs = root / ".prodash/lock-holder", b'{"host": "elsewhere", "process": 1}'
    with locked(root, 1):
        holder.unlink()
        if not gone:
            holder.write_bytes(theirs)
    assert [path.read_bytes() for path in holder.parent.glob("lock-holder*")] == [theirs] * (not gone)


WITHOUT_LOCKS = """
import errno, fcntl, sys
def flock(*_): raise OSError(errno.ENOSYS, "no")
fcntl.flock = flock
from prodash.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_eight_processes_on_a_disk_without_locks_lose_nothing(catalogue: Make) -> None:
    root = catalogue({f"tracks/{name}.yaml": SEED for name in "abc"})
    for _ in range(5):
        started = [
            subprocess.Popen(
                [sys.executable, "-c", WITHOUT_LOCKS, "set", f"workflows+=w{number}", "--all", "--quiet"],
                cwd=root,
                env=environment(),
            )
            for number in range(8)
        ]
        assert [process.wait(timeout=100) for process in started] == [0] * 8
        for name in "abc":
            line = (root / f"tracks/{name}.yaml").read_text().partition("workflows: ")[2]
            assert sorted(line.strip("[]\n").split(", ")) == [f"w{number}" for number in range(8)]
            (root / f"tracks/{name}.yaml").write_text(SEED)
    assert left_behind(root) == []
