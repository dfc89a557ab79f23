"""Run the user's editor on a copy of a file, so the file itself is never half written."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prodash.errors import EditorError, reason_of

_DEFAULT_EDITORS = ("sensible-editor", "nano", "vi", "notepad")


@contextmanager
def temporary_copy(name: str, data: bytes) -> Iterator[Path]:
    """A context with a temporary file called *name* that holds *data*; it is deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="prodash-") as folder:
        copy = Path(folder) / name
        copy.write_bytes(data)
        yield copy


def open_editor(command: str, path: Path) -> None:
    """Open the file in the editor *command*, or in a default one if that is empty, and wait until it exits.

    Raises EditorError if there is no editor or it fails.
    """
    words = _split_command(command) or _default_editor()
    try:
        code = subprocess.call([*words, str(path)])  # noqa: S603 (the user's own choice)
    except OSError as error:
        raise EditorError(
            f"the editor {words[0]} did not start: {reason_of(error)}; fix VISUAL or EDITOR"
        ) from None
    if code:
        raise EditorError(f"the editor {words[0]} ended with exit code {code}")


def read_copy(copy: Path) -> bytes:
    """The contents of the copy.  Raises EditorError if the editor deleted it."""
    try:
        return copy.read_bytes()
    except OSError as error:
        raise EditorError(f"the editor deleted the file: {reason_of(error)}") from None


def save_draft(copy: Path) -> Path:
    """The path of a new file outside the catalogue, to which *copy* is saved."""
    folder = Path(tempfile.mkdtemp(prefix="prodash-kept-"))
    return Path(shutil.copy(copy, folder / copy.name))


def _split_command(command: str) -> list[str]:
    try:
        return shlex.split(command, posix=os.name != "nt")
    except ValueError:
        raise EditorError(
            f"{command!r} is not a command that starts an editor; fix VISUAL or EDITOR"
        ) from None


def _default_editor() -> list[str]:
    editor = next((name for name in _DEFAULT_EDITORS if shutil.which(name)), "")
    if not editor:
        raise EditorError("no editor was found; set EDITOR to the command that starts yours")
    return [editor]
