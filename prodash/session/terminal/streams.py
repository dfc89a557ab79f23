"""Streams: set up stdin, stdout and stderr for UTF-8 and colours, and write to them."""

import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any, AnyStr

LINES_AT_ONCE = 256
"""How many lines are written to stdout at once."""

STDIN = "-"
"""Stands for stdin on the command line."""


def open_streams() -> None:
    """Set the streams to UTF-8 whatever the locale; a closed stream is replaced by the null device."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open to the end)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Bytes that are not UTF-8 are read as in arguments, so that they are refused alike.
    errors = {sys.stdin: "surrogateescape", sys.stdout: "backslashreplace", sys.stderr: "backslashreplace"}
    for stream, handler in errors.items():
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=handler)


def in_blocks(lines: Iterable[str]) -> Iterator[str]:
    """*lines* as texts of several lines, because each line on its own would take long to write."""
    rest = iter(lines)
    while block := "".join(f"{line}\n" for line in islice(rest, LINES_AT_ONCE)):
        yield block


def write(stream: IO[AnyStr], text: AnyStr) -> bool:
    """Write *text*; returns whether there is still a reader: a closed pipe is not an error."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        discard(stream)
        return False
    return True


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
