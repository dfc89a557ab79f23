"""Streams: set up stdin, stdout and stderr for UTF-8 and colours."""

import os
import sys
from io import TextIOWrapper
from typing import IO, Any


def open_streams() -> None:
    """Set the streams to UTF-8 whatever the locale; a closed stream is replaced by the null device."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open to the end)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def discard(stream: IO[Any]) -> None:
    """Redirect *stream* to the null device, including what it has buffered, so that closing it raises no error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def enable_windows_colours() -> None:
    """Make the Windows console interpret colour codes, which it otherwise prints."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        just_fix_windows_console()
