"""Streams: stdin, stdout and stderr made ready for what prodash says, in UTF-8 or in what the terminal has."""

import codecs
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import IO, Any

from prodash.render.screen import charset_for
from prodash.render.spelling import spell_out

WINDOWS = os.name == "nt"

_SPELL_OUT = "prodash.spell-out"


def open_streams(environ: Mapping[str, str]) -> None:
    """UTF-8 whatever the locale says, but on a terminal with another charset; a closed stream becomes an empty one."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open to the end)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    charset = charset_for(environ, windows=WINDOWS)
    codecs.register_error(_SPELL_OUT, spell_out)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if charset and stream.isatty():
            stream.reconfigure(encoding=charset, errors="replace" if stream is sys.stdin else _SPELL_OUT)
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def discard(stream: IO[Any]) -> None:
    """Send what *stream* still holds, and all that follows, nowhere; Python then closes it without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def let_windows_show_colours() -> None:
    """The old console of Windows obeys colour codes once it is told to."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        just_fix_windows_console()
