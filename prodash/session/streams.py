"""Streams: stdin, stdout and stderr made ready for what prodash says, in UTF-8."""

import os
import sys
from io import TextIOWrapper
from typing import IO, Any

WINDOWS = os.name == "nt"


def open_streams() -> None:
    """Set the streams to UTF-8 whatever the locale says; a closed stream becomes an empty one."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open to the end)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
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
