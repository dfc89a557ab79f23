"""Editor command: the words of VISUAL or EDITOR, and how they are started on each system."""

import os
import re
import shlex
from collections.abc import Iterable, Sequence

from prodash.errors import EditorError
from prodash.shell import WINDOWS
from prodash.storage.disk.programs import find_program

_BATCH_ENDINGS = (".cmd", ".bat")


def split_command(command: str) -> list[str]:
    """The words of *command*; blanks in the path of the program need no quotes if there is such a file.

    Raises EditorError if a quote is missing.
    """
    words = _split_windows(command) if WINDOWS else _split_posix(command)
    if not words:
        return []
    words[0] = os.path.expanduser(words[0])
    return words if find_program(words[0]) else _with_blanks(command) or words


def command_line(words: Sequence[str], path: str) -> list[str] | str:
    """What starts the program of *words* with the file at *path*: a list, or for batch files of Windows a line.

    Raises EditorError if the line could not hold *path*.
    """
    program = find_program(words[0]) or words[0]
    if not (WINDOWS and program.lower().endswith(_BATCH_ENDINGS)):
        return [program if WINDOWS else words[0], *words[1:], path]
    # Windows runs these files by its shell, to which only quotes hide an "&", and nothing a "%".
    if any(character in word for word in (*words, path) for character in '%"'):
        raise EditorError(f"{words[0]} cannot open {path!r} because of the % in it; use another EDITOR")
    shell = find_program("cmd.exe") or "cmd.exe"
    return f'"{shell}" /d /s /c "{_quoted((program, *words[1:], path))}"'


def _quoted(words: Iterable[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


def _split_posix(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        raise _unclear(command) from None


def _split_windows(command: str) -> list[str]:
    """The words of a command whose backslashes are parts of paths."""
    if command.count('"') % 2:
        raise _unclear(command)
    return [word.replace('"', "") for word in re.findall(r'(?:"[^"]*"|[^\s"])+', command)]


def _with_blanks(command: str) -> list[str]:
    """The words of *command* if it begins with the path of a file in which there are blanks; else none."""
    for match in re.finditer(r"\s+|$", command):
        path, rest = os.path.expanduser(command[: match.start()]), command[match.end() :]
        if os.path.dirname(path) and (program := find_program(path)):
            return [program, *(_split_windows(rest) if WINDOWS else _split_posix(rest))]
    return []


def _unclear(command: str) -> EditorError:
    return EditorError(f"{command!r} is not a command that starts an editor; fix VISUAL or EDITOR")
