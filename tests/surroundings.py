"""The installed `prodash` command in surroundings of its own: other rights, pipes, terminals."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PRODASH = (sys.executable, "-m", "prodash")
_RIGHTS = "-dac_override,-dac_read_search"


def start(
    argv: Sequence[str], *, cwd: Path, env: dict[str, str] | None = None, stdin: str | bytes = ""
) -> "subprocess.CompletedProcess[str]":
    """Run prodash in a process of its own, without the rights of root over other people's files."""
    data = stdin if isinstance(stdin, str) else stdin.decode()
    return subprocess.run(
        [*without_root(), *PRODASH, *argv],
        cwd=cwd,
        env=environment(env),
        input=data,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def without_root() -> Sequence[str]:
    """What to put before a command so that file modes hold for it even where root runs the tests."""
    if os.name == "nt" or os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    assert setpriv, "tests run by root need setpriv (util-linux)"
    return (setpriv, f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}")


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of the test with *more* in it."""
    return {**os.environ, **(more or {})}
