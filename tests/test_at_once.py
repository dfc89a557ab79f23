"""Several processes on one catalogue at once: each change is whole, and none is lost."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from prodash.session import files
from prodash.storage.batch.lock import locked
from prodash.storage.disk.locate import PRIVATE_FOLDER
from tests.conftest import Files, Ran, read_all
from tests.journals import own_file, states
from tests.killing import Moment, kill, steps_of
from tests.surroundings import PRODASH, environment, in_terminal, start
from tests.test_killed import left_behind

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

EIGHT = range(8)
TRACKS = {f"tracks/t{n}.yaml": f"title: Song {n}\nstage: seed\n" for n in EIGHT}
HALF = "t5\nt6\nt7\nt0\nt1\nt2\nt3\nt4\n"
"""The ids by stage when five tracks are changed and three not."""
SET = ("set", "stage=mixing", "--all", "--yes")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork, SIGKILL nor such modes")


def all_at_once(root: Path, argvs: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Run prodash with each of *argvs* at the same time: exit codes and what is on stderr."""
    started = [
        subprocess.Popen(
            [*PRODASH, *argv],
            cwd=root,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for argv in argvs
    ]
    said = [process.communicate(timeout=100)[1] for process in started]
    return [(process.returncode, err) for process, err in zip(started, said, strict=True)]


@pytest.mark.slow
def test_eight_processes_that_change_the_same_tracks_lose_nothing(catalogue: Make, run: Run) -> None:
    root = catalogue(TRACKS)
    ran = all_at_once(root, [("set", f"workflows+=w{n}", "--all", "--yes") for n in EIGHT])
    assert ran == [(0, "")] * 8
    for path in TRACKS:
        workflows = (root / path).read_text(encoding="utf-8").partition("workflows: ")[2]
        assert sorted(workflows.strip("[]\n").split(", ")) == [f"w{n}" for n in EIGHT]
    assert left_behind(root) == []
    assert [run("undo").code for _ in EIGHT] == [0] * 8
    assert {path: (root / path).read_text(encoding="utf-8") for path in TRACKS} == TRACKS


@pytest.mark.slow
def test_eight_processes_that_change_different_tracks_lose_nothing(catalogue: Make) -> None:
    root = catalogue(TRACKS)
    assert all_at_once(root, [("set", f"bpm={n}", f"t{n}") for n in EIGHT]) == [(0, "")] * 8
    expected = {path: f"{text}bpm: {n}\n" for n, (path, text) in enumerate(TRACKS.items())}
    assert {path: (root / path).read_text(encoding="utf-8") for path in TRACKS} == expected
    assert len(states(root)) == 8
    assert left_behind(root) == []


def killed_in_the_middle(root: Path, run: Run) -> dict[str, bytes]:
    """A catalogue of which half is changed; its files as they were before."""
    before = read_all(root)
    # What prodash makes for itself the first time takes no steps then.
    assert (run(*SET).code, run("undo").code) == (0, 0)
    steps = steps_of(lambda: run(*SET, "--no-index"))
    assert run("undo").code == 0
    replaced = [step for step, name in enumerate(steps, 1) if name == "replace"]
    kill(lambda: run(*SET, "--no-index"), replaced[len(replaced) // 2], Moment.AFTER)
    assert read_all(root) != before
    return before


@contextmanager
def at_work(root: Path) -> Iterator[None]:
    """Another process that holds the lock."""
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        from prodash.storage.batch.lock import locked

        with locked(root, 5):
            os.write(theirs, b"locked")
            while not (root / PRIVATE_FOLDER / "end").exists():
                time.sleep(0.01)
        os._exit(0)
    assert os.read(ours, 6) == b"locked"
    try:
        yield
    finally:
        (root / PRIVATE_FOLDER / "end").touch()
        os.waitpid(process, 0)
        (root / PRIVATE_FOLDER / "end").unlink()


@posix
def test_a_reader_waits_for_another_prodash_and_then_says_that_it_is_at_work(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(TRACKS)
    before = killed_in_the_middle(root, run)
    half = read_all(root)
    monkeypatch.setattr(files, "_READER_WAIT", 0.2)
    with at_work(root):
        assert run("list", "-f", "ids") == Ran(
            0, HALF, "another prodash is changing this catalogue; the output may be incomplete\n"
        )
        assert read_all(root) == half
    assert run("list", "-f", "ids").code == 0
    assert read_all(root) == before


@posix
def test_what_cannot_be_put_back_is_said_and_put_back_when_it_can(catalogue: Make, run: Run) -> None:
    root = catalogue(TRACKS)
    before = killed_in_the_middle(root, run)
    half = read_all(root)
    journal = Path(own_file(root, 1, "done").folder)
    folders = [root / "tracks", journal, journal.parent, root / PRIVATE_FOLDER, root]
    files = [path for path in root.rglob("*") if path.is_file()]
    for path in [*files, *folders]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    ran = start(["list", "-f", "ids"], cwd=root)
    for path in [*reversed(folders), *files]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(
        0,
        HALF,
        "an interrupted change could not be rolled back; the output may be incomplete\n"
        ".prodash: the lock cannot be written: Permission denied; "
        "change the permissions of the catalogue's folder (chmod u+w)\n",
    )
    assert read_all(root) == half
    again = run("list", "-f", "ids")
    assert (again.code, again.err.endswith(" files restored\n")) == (0, True)
    assert (read_all(root), left_behind(root)) == (before, [])
    assert run("list", "-f", "ids").err == ""


@posix
def test_a_read_only_folder_of_tracks_is_named_and_put_back_later(catalogue: Make, run: Run) -> None:
    root = catalogue(TRACKS)
    before = killed_in_the_middle(root, run)
    (root / "tracks").chmod(0o555)
    ran = start(["list", "-f", "ids"], cwd=root)
    (root / "tracks").chmod(0o755)
    assert (ran.returncode, "no file could be restored" in ran.stderr) == (0, True)
    assert "tracks/t0.yaml: Permission denied" in ran.stderr
    assert run("list", "-f", "ids").code == 0
    assert (read_all(root), left_behind(root)) == (before, [])


@posix
def test_a_writer_that_waits_says_so_on_a_terminal(catalogue: Make) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    with ExitStack() as held:
        held.enter_context(locked(root, 1))
        code, shown = in_terminal(
            ["set", "stage=mixing", "a"],
            cwd=root,
            env={"NO_COLOR": "1"},
            when="waiting for another prodash",
            before_typing=held.close,
        )
    assert (code, shown) == (
        0,
        (
            "waiting for another prodash to finish changing this catalogue\n"
            "A  🌱 Seed → 🎧 Mixing\n1 track changed; 'prodash undo' takes that back\n"
        ),
    )
