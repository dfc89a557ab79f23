"""Real shells on a terminal of their own: what the line is after TAB was pressed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.surroundings import environment

PATIENCE = 60
_READY = "ready> "

# Ctrl-X writes the line into a file.
_START = {
    "bash": """
        PS1='{ready}'
        eval "$(prodash completion bash)"
        show() {{ printf %s "$READLINE_LINE" >"{shown}.new"; mv "{shown}.new" "{shown}"; }}
        bind -x '"\\C-x": show'
    """,
    "zsh": """
        PS1='{ready}'
        autoload -Uz compinit && compinit -u -D
        eval "$(prodash completion zsh)"
        show() {{ printf %s "$BUFFER" >"{shown}.new"; mv "{shown}.new" "{shown}" }}
        zle -N show
        bindkey '^X' show
    """,
    "fish": """
        function fish_prompt; echo -n '{ready}'; end
        function fish_greeting; end
        prodash completion fish | source
        function show; commandline >"{shown}.new"; mv "{shown}.new" "{shown}"; end
        bind \\cx show
    """,
}
_ARGV = {
    "bash": ("bash", "--noprofile", "--rcfile", "{start}", "-i"),
    "zsh": ("zsh", "-d", "-i"),
    "fish": ("fish", "--no-config", "--init-command", "source '{start}'"),
}


def without(shell: str) -> bool:
    """Whether this machine has no such shell, or no terminals; bash before 4 cannot show its line."""
    if os.name == "nt" or shutil.which(shell) is None:
        return True
    version = "${BASH_VERSINFO[0]:-9}"
    return shell == "bash" and subprocess.check_output([shell, "-c", f"echo {version}"]) < b"4"


def line_after(shell: str, typed: str, *, catalogue: Path, folder: Path) -> str:
    """The line that *typed* has become in a shell in the *catalogue*; *folder* is for the shell's own files."""
    start, shown = folder / ".zshrc", folder / "shown"
    start.write_text(_START[shell].format(ready=_READY, shown=shown), encoding="utf-8")
    argv = [word.format(start=start) for word in _ARGV[shell]]
    own = {name: str(folder) for name in ("HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    env = environment({**own, "PATH": with_prodash(), "TERM": "xterm", "LC_ALL": "C.UTF-8"})
    return _typed(argv, typed, shown, cwd=catalogue, env=env)


def with_prodash() -> str:
    """The PATH, with the `prodash` that is tested in front."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def _typed(argv: list[str], typed: str, shown: Path, *, cwd: Path, env: Mapping[str, str]) -> str:
    import fcntl
    import pty
    import select
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    process = subprocess.Popen(
        argv,
        cwd=cwd,
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (no threads here)
    )
    os.close(theirs)
    screen, sent = b"", False
    deadline = time.monotonic() + PATIENCE
    try:
        while not shown.exists():
            assert time.monotonic() < deadline, f"{argv[0]} showed only {screen.decode(errors='replace')!r}"
            if select.select([ours], [], [], 0.1)[0]:
                screen += os.read(ours, 65536)
            # Typed before the shell listens, TAB would be a blank.
            if not sent and _READY.encode() in screen:
                sent = True
                os.write(ours, f"{typed}\t\x18".encode())
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return shown.read_text(encoding="utf-8").removesuffix("\n")
