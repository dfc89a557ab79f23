"""Editor: run the user's editor on a file, and know whether it waits until the file is closed."""

import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple

from prodash.errors import EditorError, reason_of
from prodash.storage.disk.programs import find_program
from prodash.storage.external.editor_command import command_line, split_command

_DEFAULT_EDITORS = ("sensible-editor", "nano", "vi", "notepad")
# How POSIX and Windows say that Ctrl-C ended a program.
_INTERRUPTED = (-signal.SIGINT, 0xC000013A)

_AT_ONCE = 3.0
"""Seconds; hardly anybody reads and closes a text in less."""

# fmt: off
_WAITING = frozenset({
    "vi", "vim", "nvim", "view", "ex", "ed", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "jed", "mcedit", "ne",
    "emacs", "emacsclient", "sensible-editor", "notepad",
})
# fmt: on
"""Editors that exit when the text is closed."""

_WAIT_OPTIONS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "subl", "zed", "gedit", "xed"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "--nofork"),
    **dict.fromkeys(("mate", "bbedit"), "-w"),
    "kate": "--block",
    "open": "-W -n",
}
"""The options with which other editors exit when the text is closed."""

_ANY_WAIT_OPTION = frozenset({"--wait", "-w", "-W", "--nofork", "-f", "--block", "-b"})
_RUNS_ALONE = frozenset({"-g", "-n", "--no-wait"})


class Editor(NamedTuple):
    """The command of an editor, in words."""

    words: Sequence[str]

    @classmethod
    def of(cls, command: str) -> "Editor":
        """The editor of *command*, or a default one if that is empty.  Raises EditorError if there is none."""
        return cls(split_command(command) or [_default_editor()])

    @property
    def name(self) -> str:
        """The name of the program, without folder and ending."""
        return re.split(r"[/\\]", self.words[0])[-1].removesuffix(".exe").removesuffix(".cmd")

    @property
    def waits(self) -> bool:
        """Whether it is known to exit only when the text is closed."""
        options = {*self.words[1:]}
        return bool(options & _ANY_WAIT_OPTION or (self.name in _WAITING and not options & _RUNS_ALONE))

    @property
    def advice(self) -> str:
        """What makes an editor wait that does not."""
        option = _WAIT_OPTIONS.get(self.name)
        return f"set EDITOR='{self.name} {option}'" if option else "EDITOR may need an option such as --wait"

    def open(self, path: str) -> bool:
        """Open the file and wait until the editor exits; returns whether that was at once.  Raises EditorError."""
        start = monotonic()
        try:
            code = _run(command_line(self.words, path))
        except OSError as error:
            raise EditorError(
                f"the editor {self.words[0]} did not start: {reason_of(error)}; fix VISUAL or EDITOR"
            ) from None
        if code in _INTERRUPTED:
            raise KeyboardInterrupt
        if code:
            raise EditorError(f"the editor {self.words[0]} ended with exit code {code}")
        return monotonic() - start < _AT_ONCE


def _run(command: Sequence[str] | str) -> int:
    """The exit code of *command*; Ctrl-C is left to it, because editors use that key."""
    with _interrupts_ignored():
        return subprocess.call(command)  # noqa: S603 (the user's own choice)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    # A function, because the editor would inherit SIG_IGN.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _default_editor() -> str:
    editor = next((name for name in _DEFAULT_EDITORS if find_program(name)), "")
    if not editor:
        raise EditorError("no editor was found; set EDITOR to the command that starts yours")
    return editor
