"""The installed `prodash` command in surroundings of its own: other rights, pipes, terminals."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PRODASH = (sys.executable, "-m", "prodash")
PATIENCE = 60
AGAIN = 5
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
    """The environment of the test with *more* in it; modules are compiled once, as for users."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, **(more or {})}


def git(root: Path, *arguments: str) -> str:
    """What git prints in the repository at *root*."""
    return subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=True
    ).stdout


def in_terminal(
    argv: Sequence[str],
    *,
    cwd: Path,
    columns: int = 80,
    env: dict[str, str] | None = None,
    typed: bytes = b"",
    when: str = "",
    before_typing: Callable[[], None] = lambda: None,
    send: signal.Signals | None = None,
    then: tuple[str, bytes] | None = None,
) -> tuple[int, str]:
    """Run prodash on a terminal of its own: its exit code and all that was shown.

    Once *when* is shown, *before_typing* is called and *typed* is typed, or *send* is sent.  Once the text of *then* is
    shown after that, its bytes are typed.
    """
    import fcntl
    import pty
    import select
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*PRODASH, *argv],
        cwd=cwd,
        env=environment({"TERM": "xterm-256color", **(env or {})}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (no threads here)
    )
    os.close(theirs)

    def act() -> None:
        if send is not None:
            process.send_signal(send)
        else:
            os.write(ours, typed)

    shown = b""
    acted, acted_at = not when, 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not select.select([ours], [], [], AGAIN)[0]:
            # An interrupt just before the read that it should end is lost, so send it once more.
            if when and acted and (send is not None or b"\x03" in typed):
                act()
            continue
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        if not acted and when in shown.decode(errors="replace"):
            acted, acted_at = True, len(shown)
            before_typing()
            act()
        elif then and acted and then[0] in shown[acted_at:].decode(errors="replace"):
            os.write(ours, then[1])
            then = None
    else:
        process.kill()
    os.close(ours)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")
