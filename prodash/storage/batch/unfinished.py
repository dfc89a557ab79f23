"""Unfinished: a quick look for batches that a killed process may have left, without reading the journal."""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER
from prodash.storage.disk.private_folder import list_private_folder
from prodash.storage.disk.secret import Secret
from prodash.storage.disk.unreadable import shown_path

UNSEALED = "unsealed"
"""The name of the journal's folder for batches that no secret seals."""

_FINISHED = (".done", ".undone", ".unreadable")
_HALF_WRITTEN = (".doing", ".undoing", ".redoing")
_FOLDER_DIGITS = 12
_MAX_FOLDERS = 20


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

    Looks at a few folders only, as there may be any number.  Raises DiskError if the journal cannot be listed.
    """
    own = journal_folder_of(secret) if secret else ""
    names = [name for name in list_private_folder(root, JOURNAL) if name != own]
    return [path for name in islice(names, _MAX_FOLDERS) for path in half_written(root, name)]


def half_written(root: Path, name: str) -> Iterator[str]:
    """The shown paths of *name* in the journal's folder, or of the files in it, that look like unfinished batches."""
    path = f"{PRIVATE_FOLDER}/{JOURNAL}/{name}"
    if name.endswith(_HALF_WRITTEN):
        yield shown_path(path)
    elif os.path.isdir(root / path) and not os.path.islink(root / path):
        names = sorted(_list_if_possible(root / path))
        yield from (shown_path(f"{path}/{file}") for file in names if file.endswith(_HALF_WRITTEN))


def remark_about(paths: Sequence[str]) -> str:
    """What to tell about unfinished batches at *paths* that prodash does not believe."""
    path, more = paths[0], f" (and {len(paths) - 1:,} more)" if paths[1:] else ""
    if f"/{UNSEALED}/" in path:
        return (
            f"{path}{more}: this change was interrupted while prodash had no secret to seal it with, so nothing was "
            "restored; check the files that changed last, then delete this record"
        )
    return (
        f"{path}{more}: a change from another computer, user or version of prodash is unfinished; nothing was restored; "
        "run prodash there, or delete this record"
    )


def _list_if_possible(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
