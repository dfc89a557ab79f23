"""Signals in the middle of a change: all files or none at once, and an exit code that names the signal."""

import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from prodash.cli import main
from tests.conftest import Files, Ran, read_all
from tests.killing import Choose, Moment, code_when_stopped, every, renames, steps_of, stopping_at
from tests.surroundings import git
from tests.test_killed import left_behind
from tests.test_where_writes_land import begin_again

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork nor these signals")

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
SET = ("set", "stage=mixing", "--all", "--yes")
COMMANDS: dict[str, tuple[Sequence[Sequence[str]], Sequence[str]]] = {
    "set": ((), SET),
    "rename": ((), ("stages", "rename", "seed", "sprout", "--yes")),
    "add": ((), ("add", "New Song", "-d", "new/folder")),
    "undo": ((SET,), ("undo",)),
    "redo": ((SET, ("undo",)), ("redo",)),
    "init": ((), ("init", "new", "--sample")),
    "export": ((), ("export", "due.ics")),
}
WITHOUT_RENAMES = ("init", "export")
SIGNALS = ["SIGTERM", "SIGHUP"]


def send(name: str) -> None:
    os.kill(os.getpid(), getattr(signal, name))


@pytest.mark.parametrize(
    ("name", "command", "chosen"),
    [
        pytest.param(
            *(name, command, chosen),
            marks=[pytest.mark.slow] * (chosen is every or (name, command) != ("SIGTERM", "set")),
        )
        for name in SIGNALS
        for command in COMMANDS
        for chosen in (renames, every)
        if chosen is every or command not in WITHOUT_RENAMES
    ],
)
def test_a_signal_at_any_step_leaves_all_or_nothing(
    name: str, command: str, chosen: Choose, catalogue: Make, run: Run
) -> None:
    first, argv = COMMANDS[command]
    root = catalogue(THREE)
    for words in first:
        assert run(*words).code == 0
    old, kept = _visible(root), root.with_name(f"{root.name}-kept")
    shutil.copytree(root, kept)
    argv = (*argv, "--no-index")
    steps = steps_of(lambda: run(*argv))
    new = _visible(root)
    codes = set()
    for step in chosen(steps):
        begin_again(root, kept)
        code = code_when_stopped(lambda: main(argv), step, lambda: send(name))
        at = f"step {step}: {steps[step - 1]}"
        # Before and after the change, where nothing can be half done, the process just ends.
        assert code in {128 + getattr(signal, name), -getattr(signal, name)}, at
        assert _visible(root) in (old, new), at
        assert left_behind(root) == [], at
        codes.add(code)
    assert 128 + getattr(signal, name) in codes


def _visible(root: Path) -> dict[str, bytes | None]:
    """All files with their bytes, and all folders, but for what is hidden."""
    paths = [path.relative_to(root) for path in root.rglob("*")]
    return {
        path.as_posix(): (root / path).read_bytes() if (root / path).is_file() else None
        for path in paths
        if not any(part == ".prodash" for part in path.parts)
    }


def test_a_second_signal_does_not_stop_the_rollback(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    assert (run(*SET).code, run("undo").code) == (0, 0)
    steps = steps_of(lambda: run(*SET, "--no-index"))
    assert run("undo").code == 0
    last = renames(steps)[-2]

    def stopped_twice() -> int:
        with stopping_at(last, Moment.BEFORE, lambda: send("SIGTERM")):
            return main((*SET, "--no-index"))

    # The second comes in the rollback; what stops first lets no flush come to what stops second.
    second = last + 3 - steps.count("fsync")
    assert code_when_stopped(stopped_twice, second, lambda: send("SIGHUP")) == 143
    assert (read_all(root), left_behind(root)) == (before, [])


@pytest.mark.parametrize("name", SIGNALS)
def test_an_ignored_signal_stays_ignored(name: str, catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    assert (run(*SET).code, run("undo").code) == (0, 0)

    def ignoring() -> int:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
        return main(SET)

    assert code_when_stopped(ignoring, 10, lambda: send(name)) == 0
    assert all(data == b"stage: mixing\n" for path, data in read_all(root).items() if path in THREE)
    assert read_all(root) != before


@pytest.fixture
def repository(catalogue: Make, somebody: None) -> Path:  # noqa: ARG001 (its variables)
    """A catalogue with one commit, whose pre-commit hook runs the command in the variable PRODASH_HOOK."""
    root = catalogue(THREE)
    git(root, "init", "-q")
    git(root, "add", "stages.yaml", "tracks")
    git(root, "commit", "-qm", "first")
    hook = root / ".git/hooks/pre-commit"
    hook.write_text('#!/bin/sh\neval "$PRODASH_HOOK"\n')
    hook.chmod(0o755)
    return root


def add_with_hook(script: str) -> int:
    """The exit code of a process that adds a track; *script* runs in the hook and knows it as $PRODASH."""

    def stopped() -> int:
        os.environ.update(PRODASH_HOOK=script, PRODASH=str(os.getpid()))
        return main(("add", "New Song", "--commit"))

    return code_when_stopped(stopped, 0, time.time)


def locks(root: Path) -> list[Path]:
    return [*(root / ".git").glob("*.lock")]


DURING_GIT = ["SIGTERM", "SIGINT", pytest.param("SIGHUP", marks=pytest.mark.slow)]


@pytest.mark.parametrize("name", DURING_GIT)
def test_git_ends_its_commit_before_prodash_ends(name: str, repository: Path) -> None:
    code = add_with_hook(f"kill -{name[3:]} $PRODASH; sleep 0.3")
    assert code == 128 + getattr(signal, name)
    assert git(repository, "log", "--format=%s", "-1") == "Add New Song\n"
    assert (git(repository, "status", "--porcelain"), locks(repository)) == ("", [])


GO_ON = """\
    git add -- tracks/new-song.yaml
    git commit '--message=Add New Song' -- tracks/new-song.yaml
or take the change back with 'prodash undo'
"""
NOT_COMMITTED = {
    "git is stopped too": (
        "echo checking >&2; kill -{signal} $PRODASH $PPID; sleep 0.1",
        "git was stopped by SIG{signal}; until then it said: checking\ncommit the files with\n",
    ),
    "git is stopped without a word": (
        "kill -{signal} $PRODASH $PPID; sleep 0.1",
        "git was stopped by SIG{signal}\ncommit the files with\n",
    ),
    "the hook refuses": (
        "kill -{signal} $PRODASH; sleep 0.1; echo new-song.yaml is bad; exit 1",
        "a hook stopped the commit ({hook}); it says: new-song.yaml is bad\ncorrect that, then commit the files with\n",
    ),
}


@pytest.mark.parametrize(
    ("case", "name"),
    [
        pytest.param(case, name, marks=() if name == often else pytest.mark.slow)
        for case, often in zip(NOT_COMMITTED, ("SIGINT", "", "SIGTERM"), strict=True)
        for name in ("SIGINT", "SIGTERM", "SIGHUP")
    ],
)
def test_a_signal_that_leaves_files_without_a_commit_says_how_to_go_on(
    case: str, name: str, repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    script, words = NOT_COMMITTED[case]
    code = add_with_hook(script.format(signal=name[3:]))
    said = words.format(signal=name[3:], hook=repository / ".git/hooks/pre-commit")
    expected = f"prodash: the files were changed, but not committed; {said}{GO_ON}"
    assert (code, capfd.readouterr().err) == (128 + getattr(signal, name), expected)
    assert (git(repository, "status", "--porcelain"), locks(repository)) == ("?? tracks/new-song.yaml\n", [])


@pytest.mark.parametrize("chosen", [renames, pytest.param(every, marks=pytest.mark.slow)])
def test_an_interrupt_at_any_step_leaves_no_lock_of_git_and_says_what_is_not_committed(
    chosen: Choose, repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    argv = ("set", "stage=mixing", "a", "--no-index", "--commit")
    assert main(argv) == 0
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    steps = steps_of(lambda: main(argv))
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    outcomes = set()
    for step in chosen(steps):
        capfd.readouterr()
        assert code_when_stopped(lambda: main(argv), step, lambda: send("SIGINT")) == 130
        at = f"step {step}: {steps[step - 1]}"
        changed = git(repository, "status", "--porcelain")
        assert (changed in ("", " M tracks/a.yaml\n"), locks(repository)) == (True, []), at
        assert ("the files were changed but not committed" in capfd.readouterr().err) is bool(changed), at
        made = git(repository, "log", "--format=%s").count("\n") - 1
        git(repository, "reset", "--quiet", "--hard", "HEAD~1" if made else "HEAD")
        outcomes.add((bool(changed), made))
    assert outcomes >= {(False, 0), (True, 0)}


@pytest.mark.parametrize("name", SIGNALS)
def test_reading_commands_end_as_every_program_does(name: str, catalogue: Make) -> None:
    catalogue(THREE)
    assert code_when_stopped(lambda: main(("list", "-f", "ids")), 1, lambda: send(name)) == -getattr(
        signal, name
    )


TAKES_BACK = {
    "set": "the files were changed; 'prodash undo' takes that back\n",
    "undo": "the files were changed; 'prodash redo' takes that back\n",
    "commit": "the files were changed but not committed; 'prodash undo' takes that back\n",
}


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("name", "command"),
    [
        pytest.param(
            *(name, command),
            marks=[pytest.mark.slow] * ((name, command) not in {("SIGTERM", "undo"), ("SIGINT", "commit")}),
        )
        for name in ("SIGTERM", "SIGINT")
        for command in TAKES_BACK
    ],
)
def test_a_signal_is_followed_by_how_to_take_back_what_was_written(
    name: str, command: str, catalogue: Make, capfd: pytest.CaptureFixture[str]
) -> None:
    root = catalogue(THREE)
    git(root, "init", "-q")
    first, argv = COMMANDS.get(command, ((), (*SET, "--commit")))
    for words in first:
        assert main(words) == 0
    old, kept = _visible_tracks(root), root.with_name(f"{root.name}-kept")
    shutil.copytree(root, kept)
    argv = (*argv, "--no-index")
    steps = steps_of(lambda: main(argv))
    changes = set()
    for step in (renames(steps)[0], renames(steps)[-1], len(steps) - steps[::-1].index("close")):
        begin_again(root, kept)
        capfd.readouterr()
        code = code_when_stopped(lambda: main(argv), step, lambda: send(name))
        is_changed = _visible_tracks(root) != old
        expected = (128 + getattr(signal, name), TAKES_BACK[command] if is_changed else "")
        assert (code, capfd.readouterr().err) == expected, f"step {step}: {steps[step - 1]}"
        changes.add(is_changed)
    assert changes == {False, True}


def _visible_tracks(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in THREE}


class Stopping(io.TextIOWrapper):
    """A stdout at whose first text a signal comes."""

    def write(self, _text: str, /) -> int:
        send(self.signal_name)
        return 0

    signal_name = ""


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.slow)])
@pytest.mark.parametrize("commit", [False, True], ids=["without commit", "commit"])
def test_a_signal_while_a_change_is_shown_does_not_end_in_silence(
    commit: bool, name: str, catalogue: Make, capfd: pytest.CaptureFixture[str]
) -> None:
    root = catalogue(THREE)
    git(root, "init", "-q")
    git(root, "add", "tracks")
    git(root, "commit", "-qm", "first")

    def stopped() -> int:
        sys.stdout = Stopping(io.BytesIO())
        sys.stdout.signal_name = name
        return main((*SET, *["--commit"] * commit))

    said = "the files were changed anyway; 'prodash undo' takes that back\n"
    committed = "committed: Set stage to Mixing for 3 tracks\n"
    assert code_when_stopped(stopped, 0, time.time) == 128 + getattr(signal, name)
    assert capfd.readouterr().err == said + committed * commit
    assert git(root, "status", "--porcelain", "tracks").count(" M ") == (0 if commit else 3)
