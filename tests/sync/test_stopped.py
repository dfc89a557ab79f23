"""A sync that is stopped or killed at any step: nothing is lost, and the next one does the rest."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from prodash.cli import main
from prodash.storage.git.run import Git, GitResult
from tests.sync.clones import Clone, Clones

_ONE = 27
"""The step at which the everyday test stops, in the middle."""

MERGED = "title: Dune\nstage: mixing\nbpm: 74   # slow\n"


class _Killed(BaseException):
    """The process is gone."""


@contextmanager
def _stopping(step: int, error: type[BaseException]) -> Iterator[list[str]]:
    """Let the run of git number *step* raise *error* before it begins, and all later ones too if it kills.

    Gives the commands that were run.
    """
    ran: list[str] = []
    run_git = Git._run  # noqa: SLF001 (all of git goes through it)

    def run(git: Git, arguments: list[str], stdin: str) -> GitResult:
        ran.append(" ".join(arguments))
        if len(ran) == step or (error is _Killed and len(ran) > step > 0):
            raise error
        return run_git(git, arguments, stdin)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Git, "_run", run)
        yield ran


def _copies(
    clones: Clones, folder: Path, monkeypatch: pytest.MonkeyPatch, only: int
) -> Iterator[tuple[int, Clones]]:
    """Each step at which to stop a sync of what both changed, or *only* one, with clones to do so; Mia's is the current folder."""
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.mia.write("staged.txt", "staged")
    clones.mia.git("add", "staged.txt")
    clones.ben.send("tracks/dune.yaml", "72", "74")

    def copied(step: int) -> Clones:
        copy = folder / f"copy-{step}"
        shutil.copytree(clones.hub.parent, copy, symlinks=True)
        monkeypatch.chdir(copy / "mia")
        return Clones(Clone(copy / "mia"), Clone(copy / "ben"), copy / "hub.git")

    if only:
        yield only, copied(only)
        return
    copied(0)
    with _stopping(0, _Killed) as ran:
        assert main(["sync"]) == 0
    for step in range(1, len(ran) + 1):
        yield step, copied(step)


@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize("only", [_ONE, pytest.param(0, marks=pytest.mark.slow)], ids=["one", "each"])
@pytest.mark.parametrize(
    "error",
    [KeyboardInterrupt, _Killed],
    ids=["interrupted", "killed"],
)
def test_nothing_is_lost_and_the_next_one_does_the_rest(
    error: type[BaseException],
    only: int,
    clones: Clones,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for step, copied in _copies(clones, tmp_path, monkeypatch, only):
        before, hub = copied.mia.state(), copied.sent("tracks/dune.yaml")
        with suppress(_Killed), _stopping(step, error):
            main(["sync"])
        after, is_sent = copied.mia.state(), copied.sent("tracks/dune.yaml") != hub
        assert after.begun == (), step
        assert after.files == before.files or (is_sent and copied.mia.read("tracks/dune.yaml") == MERGED), (
            step
        )
        if not is_sent and error is not _Killed:
            assert after == before, step
        capsys.readouterr()
        assert (main(["sync", "--quiet"]), capsys.readouterr().err) == (0, ""), step
        assert (copied.mia.read("tracks/dune.yaml"), copied.sent("tracks/dune.yaml")) == (
            MERGED,
            MERGED.rstrip(),
        )
        assert copied.mia.git("status", "--porcelain") == "A  staged.txt"
