"""A terminal of any width, as tests of views look at it."""

import io
import re
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

import pytest
from wcwidth import wcswidth

from prodash.cli import main
from tests.test_every_screen import Terminal

_CODES = re.compile("\x1b\\[[0-9;]*m")


def on_screen(argv: Sequence[str], width: int, **environ: str) -> str:
    """What the command shows on a terminal; without colours unless *environ* says otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(width), **environ}.items():
            patch.setenv(name, value)
        with redirect_stdout(Terminal()) as out, redirect_stderr(io.StringIO()):
            main(argv)
    return out.getvalue()


def too_wide(text: str, width: int) -> list[str]:
    """The lines that do not fit."""
    return [line for line in _CODES.sub("", text).splitlines() if not 0 <= wcswidth(line) <= width]
