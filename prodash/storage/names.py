"""Names: the ids and names of stages, workflows and projects, without all else that a catalogue takes to load."""

import os
from contextlib import suppress
from pathlib import Path

from prodash.storage.index_entries import entries_in
from prodash.storage.index_file import ODD, read_index
from prodash.storage.status import status_of

Names = tuple[tuple[str, str], ...]


def entry_names(root: Path, path: str) -> Names:
    """The id and the name of each entry in the file *path*, in its order; nothing where it cannot be read."""
    with suppress(OSError, *ODD):
        row = entries_in(read_index(root, only_head=True)).of_unchanged(path, status_of(os.stat(root / path)))
        if row:
            return tuple((thing["id"] + "", thing["name"] + "") for thing in row.things or ())
    return _read(root, path)


def _read(root: Path, path: str) -> Names:
    from prodash.storage.entries_files import read_entries
    from prodash.storage.index import Index

    index = Index(root)
    entries = read_entries(root, path, index, [])
    index.write_entries()
    return tuple((entry.id, entry.name) for entry in entries or ())
