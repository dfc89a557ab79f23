"""Read the ids and names of stages, workflows and projects without loading the whole catalogue."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.storage.index.entry_rows import entry_cache
from prodash.storage.index.file import MALFORMED, read_index
from prodash.storage.index.status import status_of

if TYPE_CHECKING:
    from prodash.storage.disk.secret_file import SecretFile
    from prodash.storage.index.index import Index

IdsAndNames = tuple[tuple[str, str], ...]


def entry_names(root: Path, path: str, secret_file: "SecretFile | None") -> IdsAndNames:
    """The id and name of each entry in the file at *path*, in file order; empty if it cannot be read.

    *secret_file* has the secret of the index; None to work without an index.
    """
    if secret_file is None:
        return _read_names(root, path, None)
    with suppress(OSError, *MALFORMED):
        row = entry_cache(read_index(root, secret_file.secret)).by_stat(path, status_of(os.stat(root / path)))
        if row:
            return tuple((entry["id"] + "", entry["name"] + "") for entry in row.entries or ())
    from prodash.storage.index.index import Index

    index = Index(root, secret_file)
    names = _read_names(root, path, index)
    index.save_entries()
    return names


def _read_names(root: Path, path: str, index: "Index | None") -> IdsAndNames:
    from prodash.storage.read.entry_files import read_entries

    return tuple((entry.id, entry.name) for entry in read_entries(root, path, index, []) or ())
