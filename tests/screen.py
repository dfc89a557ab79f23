"""A terminal of any width, as tests of views look at it."""

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO

import pytest
from wcwidth import wcswidth

from prodash.cli import main

CODES = re.compile("\x1b\\[[0-9;]*m")
"""What colours a text."""

_LEFT_OUT = (
    *("NO_COLOR", "COLORTERM", "WT_SESSION", "FORCE_COLOR", "CLICOLOR_FORCE"),
    *("LINES", "PRODASH_EMOJI", "LC_ALL", "LC_CTYPE", "LANG"),
)
"""What this machine says about its own terminal."""


class Terminal(io.StringIO):
    """A stream that is a terminal, as wide as COLUMNS says."""

    def isatty(self) -> bool:
        return True


def on_screen(argv: Sequence[str], width: int, **environ: str) -> str:
    """What stdout shows on a terminal; without colours unless *environ* says otherwise."""
    return _shown(argv, width, environ, Terminal(), io.StringIO())


def on_terminal(argv: Sequence[str], width: int, **environ: str) -> str:
    """What stdout and stderr show on one terminal; without colours unless *environ* says otherwise."""
    terminal = Terminal()
    return _shown(argv, width, environ, terminal, terminal)


def _shown(argv: Sequence[str], width: int, environ: Mapping[str, str], out: TextIO, err: TextIO) -> str:
    """What *out* has at the end."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _LEFT_OUT:
            patch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm", "COLUMNS": str(width), **(environ or {"NO_COLOR": "1"})}.items():
            patch.setenv(name, value)
        with redirect_stdout(out), redirect_stderr(err):
            main(argv)
    out.seek(0)
    return out.read()


def too_wide(text: str, width: int) -> list[str]:
    """The lines that do not fit."""
    return [line for line in CODES.sub("", text).splitlines() if not 0 <= wcswidth(line) <= width]
