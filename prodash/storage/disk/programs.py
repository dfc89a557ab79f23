"""Programs: find one as the system does, but never in the current folder."""

import os

from prodash.shell import WINDOWS

_ENDINGS = (".exe", ".com", ".cmd", ".bat")


def find_program(name: str) -> str | None:
    """The path of the program *name*; None if there is none.

    Windows looks in the current folder first, as other systems do with an empty part of PATH, and so would run what
    somebody put into a catalogue.
    """
    folders = (
        [""] if os.path.dirname(name) else [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    )
    endings = ("", *_ENDINGS) if WINDOWS else ("",)
    paths = (os.path.join(folder, name + ending) for folder in folders for ending in endings)
    return next((path for path in paths if _can_run(path)), None)


def _can_run(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)
