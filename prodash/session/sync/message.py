"""Message: what the commit says, in the words of the user or those that prodash writes."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash.storage.external.editor import Editor
from prodash.storage.git.run import Git
from prodash.storage.sync.errors import CannotSyncError

_NAME = "COMMIT_EDITMSG"
"""By this name editors know what kind of text it is."""
_END = "# ------------------------ >8 ------------------------"
_EXPLAINED = f"""
{_END}
# The lines above are the message of the commit that goes to the others. Without any, nothing is sent.
"""


def edited(git: Git, message: str) -> str:
    """*message* as the user leaves it in git's editor.  Raises EditorError, CannotSyncError for an empty one, GitError."""
    editor = Editor.of(git.require("var", "GIT_EDITOR").line)
    with TemporaryDirectory(prefix="prodash-") as folder:
        path = Path(folder, _NAME)
        path.write_bytes(f"{message}\n{_EXPLAINED}".encode())
        at_once = editor.open(os.fspath(path))
        text = path.read_text(encoding="utf-8", errors="replace").partition(_END)[0].strip()
    if not text:
        raise CannotSyncError("the message is empty")
    if at_once and text == message and not editor.waits:
        raise CannotSyncError(
            f"{editor.name} closed at once, and the message is as it was; {editor.advice}, or leave out --edit"
        )
    return text
