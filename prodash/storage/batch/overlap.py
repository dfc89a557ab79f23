"""Overlap: whether another prodash has changed the catalogue while this one read it."""

import os
from pathlib import Path

from prodash.storage.batch.unfinished import list_if_possible
from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER


def journal_trace(root: Path) -> frozenset[str]:
    """A trace of every batch: the names of all files of the journal, and when those in each of its folders changed.

    The times tell of batches that bring all names back, as undo and redo do, and as any batch without a secret does.
    """
    return frozenset(_trace_below(os.path.join(root, PRIVATE_FOLDER, JOURNAL)))


def _trace_below(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, _time_of(entry)) for entry in entries]
    except OSError:
        return []
    trace = [f"{name} {time}" for name, time in found]
    for name, time in found:
        if time is not None:
            trace += (f"{name}/{below}" for below in list_if_possible(os.path.join(folder, name)))
    return trace


def _time_of(entry: "os.DirEntry[str]") -> int | None:
    """When the files in a folder of the journal changed, in nanoseconds; None if it is a file or a link."""
    is_folder = entry.is_dir(follow_symlinks=False)
    return entry.stat(follow_symlinks=False).st_mtime_ns if is_folder else None
