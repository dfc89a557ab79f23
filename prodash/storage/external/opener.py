"""Opener: the program with which the system opens a link or a file."""

import os
import subprocess
import sys
from collections.abc import Mapping

from prodash.errors import EditorError, ProdashError
from prodash.shell import WINDOWS
from prodash.storage.disk.programs import find_program
from prodash.storage.external.editor_command import command_line, split_command

_DEFAULT = "open" if sys.platform == "darwin" else "xdg-open"


class OpenerError(ProdashError):
    """The program that opens links and files does not start, or fails."""


def open_with_system(target: str, command: str, variables: Mapping[str, str]) -> None:
    """Open *target*, a link or an absolute path, with *command*, or, if that is empty, as the system does.

    *target* is one argument of the program, which no shell sees.  Raises OpenerError.
    """
    if WINDOWS and not command:
        try:
            os.startfile(target)  # type: ignore[attr-defined,unused-ignore] # noqa: S606 (Windows only)
        except OSError as error:
            raise OpenerError(f"{target!r} could not be opened: {error}") from None
        return
    words = _words(command or _DEFAULT)
    # So that a script of the system finds no program of the current folder either.
    path = os.pathsep.join(filter(os.path.isabs, os.get_exec_path()))
    try:
        line = command_line(words, target) if WINDOWS else [*words, target]
        code = subprocess.run(line, env={**variables, "PATH": path}, check=False).returncode  # noqa: S603 (no shell)
    except (OSError, EditorError) as error:
        raise OpenerError(f"{words[0]} could not be started: {error}") from None
    if code:
        raise OpenerError(f"{words[0]} could not open {target!r}; its exit code is {code}")


def _words(command: str) -> list[str]:
    """The words of *command*, the first of which is the path of a program."""
    try:
        words = split_command(command)
    except EditorError:
        words = []
    program = find_program(words[0]) if words else None
    if program is None:
        raise OpenerError(
            f"there is no program {command!r}; name one that opens links and files in PRODASH_OPENER"
        )
    return [program, *words[1:]]
