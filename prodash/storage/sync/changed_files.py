"""Changed files: what of a catalogue differs from the last commit, and which of it prodash may commit."""

import os
from typing import NamedTuple

from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.disk.locate import TEMPLATES, TRACKS, VOCABULARIES_AND_SETTINGS
from prodash.storage.git.run import Git

_STATUS = (
    *("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"),
    *("--", "."),
)
_UNMERGED = frozenset({"DD", "AU", "UD", "UA", "DU", "AA", "UU"})


class ChangedFiles(NamedTuple):
    """The files in the folder of a catalogue that differ from the last commit, as paths in it.

    to_send    tracks, vocabularies, the shared settings and templates
    others     what else lies there
    unmerged   those in conflict, of both kinds
    """

    to_send: tuple[str, ...]
    others: tuple[str, ...]
    unmerged: tuple[str, ...]


def changed_files(git: Git, prefix: str) -> ChangedFiles:
    """The changed files of the catalogue in the folder of *git*, which is *prefix* in its repository.  Raises GitError."""
    entries = os.fsdecode(git.require(*_STATUS).out).split("\0")[:-1]
    states = {entry[3:].removeprefix(prefix): entry[:2] for entry in entries}
    return ChangedFiles(
        tuple(path for path in states if is_sent(path) or _is_template(path)),
        tuple(path for path in states if not (is_sent(path) or _is_template(path))),
        tuple(path for path, state in states.items() if state in _UNMERGED),
    )


def is_sent(path: str) -> bool:
    """Whether the file at *path* in the catalogue is a track, a vocabulary or the shared settings."""
    folder, *parts = path.split("/")
    if not parts:
        return path in VOCABULARIES_AND_SETTINGS
    return folder == TRACKS and has_yaml_suffix(path) and not any(part.startswith(".") for part in parts)


def _is_template(path: str) -> bool:
    folder, _, name = path.partition("/")
    return folder == TEMPLATES and "/" not in name and has_yaml_suffix(name) and not name.startswith(".")
