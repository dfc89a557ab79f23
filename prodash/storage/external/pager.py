"""Pager: start the user's pager, and write to it."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, NamedTuple

from prodash.errors import EditorError
from prodash.shell import WINDOWS
from prodash.storage.disk.programs import find_program
from prodash.storage.external.editor_command import split_command

_DEFAULTS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""What `less` and `lv` need to show colours and UTF-8, and to leave the answer on the screen; as with git."""

_SHELL_SYNTAX = re.compile(r"[|&;<>()$`*?\[#~=\n]")


class Pager(NamedTuple):
    """A running pager, which shows what is written to it."""

    process: "subprocess.Popen[bytes]"

    def write(self, text: str) -> bool:
        """Write *text*; returns whether the pager still reads."""
        stdin = self.process.stdin
        try:
            if stdin:
                stdin.write(text.encode("utf-8", "backslashreplace"))
                stdin.flush()
        except OSError:
            return False
        return True

    def wait(self) -> int:
        """End the text and wait until the user has left the pager; its exit code, negative if a signal ended it."""
        if self.process.stdin:
            with suppress(OSError):
                self.process.stdin.close()
        return self.process.wait()


def start_pager(command: str, variables: Mapping[str, str], screen: IO[str]) -> Pager | None:
    """Start the pager of *command* with the environment *variables*, to show on *screen*; None if it does not start."""
    words = _words(command)
    if not words:
        return None
    # So that a shell finds no program of the current folder either.
    path = os.pathsep.join(filter(os.path.isabs, os.get_exec_path()))
    environment = {**_DEFAULTS, **variables, "PATH": path}
    try:
        return Pager(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=screen, env=environment))  # noqa: S603 (the user's own choice)
    except (OSError, ValueError):
        # ValueError: what stands in for a terminal has no file.
        return None


def _words(command: str) -> Sequence[str]:
    """The words that start *command*, if necessary by a shell; none if there is no such program."""
    if _SHELL_SYNTAX.search(command) and not WINDOWS:
        words = ["sh", "-c", command]
    else:
        try:
            words = split_command(command)
        except EditorError:
            return ()
    program = find_program(words[0]) if words else None
    return [program, *words[1:]] if program else ()
