"""Read the ids, names and other values of entries without loading the whole catalogue."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    return tuple((entry["id"], entry["name"]) for entry in entry_values(root, path, secret_file))


def entry_values(root: Path, path: str, secret_file: "SecretFile | None") -> Sequence[Mapping[str, Any]]:
    """The values by key of each entry in the file at *path*, as `entry_names` finds them."""
    if secret_file is None:
        return _read_values(root, path, None)
    with suppress(OSError, *MALFORMED):
        row = entry_cache(read_index(root, secret_file.secret)).by_stat(path, status_of(os.stat(root / path)))
        # `+ ""` raises TypeError for any value that is not a text.
        if row and all(entry["id"] + "" and entry["name"] + "" for entry in row.entries or ()):
            return row.entries or ()
    from prodash.storage.index.index import Index

    index = Index(root, secret_file)
    values = _read_values(root, path, index)
    index.save_entries()
    return values


def _read_values(root: Path, path: str, index: "Index | None") -> Sequence[Mapping[str, Any]]:
    from prodash.storage.read.entry_files import read_entries

    return [entry._asdict() for entry in read_entries(root, path, index, []) or ()]
