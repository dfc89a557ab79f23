"""Unfinished: a quick look for batches that a killed process may have left, without reading the journal."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from prodash.errors import RefusedError
from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER
from prodash.storage.disk.private_folder import list_private_folder
from prodash.storage.disk.secret import Secret
from prodash.storage.disk.unreadable import shown_path

UNSEALED = "unsealed"
"""The name of the journal's folder for batches that no secret seals."""

HALF_WRITTEN = (".doing", ".undoing", ".redoing")
"""How the names of batches end whose files may be partly old and partly new."""

WRITTEN = (".done", ".undone")
"""How the names of batches end that can be undone or redone."""

_FINISHED = (*WRITTEN, ".unreadable")
_FOLDER_DIGITS = 12
_MAX_FOLDERS = 20


class UnrecoveredError(RefusedError):
    """The unfinished change of a killed process cannot be rolled back; no other change can be made before that."""


def journal_folder_of(secret: Secret) -> str:
    """The name of the journal's folder for the batches of this computer and user."""
    return secret.seal("journal folder", digits=_FOLDER_DIGITS) if secret.is_kept else UNSEALED


def may_be_unfinished(root: Path, secret: Secret | None) -> bool:
    """Whether the journal of the owner of *secret* has any file that is not a finished batch.

    Every command asks this, and the journal itself is slow to import.  Raises DiskError if it cannot be listed.
    """
    names = list_private_folder(root, JOURNAL, journal_folder_of(secret)) if secret else []
    return not all(name.endswith(_FINISHED) for name in names)


def unfinished_elsewhere(root: Path, secret: Secret | None) -> list[str]:
    """The unfinished batches that are not of the owner of *secret*, as paths below the catalogue.

    Raises DiskError if the journal cannot be listed.
    """
    return [path for name in names_of_others(root, secret) for path in batches_in(root, name, HALF_WRITTEN)]


def names_of_others(root: Path, secret: Secret | None) -> list[str]:
    """The first few names in the journal's folder that are not of the owner of *secret*; there may be any number.

    Raises DiskError if the journal cannot be listed.
    """
    own = journal_folder_of(secret) if secret else ""
    return sorted(name for name in list_private_folder(root, JOURNAL) if name != own)[:_MAX_FOLDERS]


def batches_in(root: Path, name: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The shown paths of *name* in the journal's folder, or of the files in it, that have one of *endings*."""
    path = f"{PRIVATE_FOLDER}/{JOURNAL}/{name}"
    if name.endswith(endings):
        yield shown_path(path)
    elif os.path.isdir(root / path) and not os.path.islink(root / path):
        names = sorted(list_if_possible(root / path))
        yield from (shown_path(f"{path}/{file}") for file in names if file.endswith(endings))


def alarm_about(paths: Sequence[str]) -> str:
    """What to tell about unfinished batches at *paths* that prodash does not believe."""
    path = first_and_number(paths)
    if f"/{UNSEALED}/" in paths[0]:
        return (
            f"{path}: this change was interrupted while prodash had no secret to seal it with, so nothing was "
            "restored; check the files that changed last, then delete this record"
        )
    return (
        f"{path}: another computer, user or version of prodash has not finished this change, so files may be half "
        "changed; they were left alone; if this message stays, run prodash there, or delete this record"
    )


def first_and_number(paths: Sequence[str]) -> str:
    """The first of *paths*, and how many more there are."""
    return f"{paths[0]} (and {len(paths) - 1:,} more)" if paths[1:] else paths[0]


def list_if_possible(folder: str | Path) -> list[str]:
    """The names in *folder*; none if it cannot be listed."""
    try:
        return os.listdir(folder)
    except OSError:
        return []
