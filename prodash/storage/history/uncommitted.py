"""Uncommitted: how the files on disk differ from the newest commit, as the newest observations, by "you"."""

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.history import YOU, Moment, Observation
from prodash.storage.git.run import Git
from prodash.storage.history.ledger import NONE
from prodash.storage.history.tip import Tip

if TYPE_CHECKING:
    from prodash.storage.history.renames import Version

Identify = Callable[[int, int], str | None]


class Uncommitted(NamedTuple):
    """The last committed move of each track on disk and of each removed one, and what was changed since, all by path."""

    last: dict[str, int]
    removed: dict[str, int]
    observations: Mapping[str, Observation]


def find_uncommitted(
    git: Git, catalogue: Catalogue, now: Moment, tip: Tip, identify: Identify
) -> Uncommitted:
    """What is different on disk, where *catalogue* was read, from the commit *tip*.  Raises GitError."""
    stages = {track.path: track.stage for track in catalogue.tracks}
    on_disk = stages.keys() | {*catalogue.unread}
    last = {path: move for path, move in tip.last.items() if path in on_disk}
    gone = {path: move for path, move in tip.last.items() if path not in on_disk}
    removed = dict(tip.removed)
    if left_out := _left_out(git, gone):
        removed |= _moved({path: gone.pop(path) for path in left_out})
    if new := on_disk - last.keys():
        for path, old in _renamed(git, tip, gone.keys(), new, on_disk).items():
            last[path] = gone.pop(old)
        for path in sorted(new - last.keys()):
            last[path] = removed.pop(_removed_as(path, removed, on_disk), NONE)
    # Whether the stage was changed since cannot be told.
    unknown = (
        {path for path, blob in tip.details().blobs.items() if blob in tip.missing} if tip.missing else ()
    )
    observations = {
        path: _by_you(stages[path], path, now)
        for path, move in last.items()
        if path not in unknown
        and stages.get(path)
        and move != NONE
        and stages[path] != _stage_after(tip, move, identify)
    }
    observations |= {path: _by_you(None, path, now) for path, move in gone.items() if move != NONE}
    return Uncommitted(_moved(last), removed | _moved(gone), observations)


def _left_out(git: Git, gone: Collection[str]) -> set[str]:
    """Those of the files *gone* that a sparse checkout leaves out, which nobody has removed."""
    if not gone:
        return set()
    # Hardly ever needed.
    from prodash.storage.commits.tree import left_out_of_checkout

    return left_out_of_checkout(git).intersection(gone)


def _moved(tracks: Mapping[str, int]) -> dict[str, int]:
    """Those of *tracks* that ever had a stage."""
    return {path: move for path, move in tracks.items() if move != NONE}


def _by_you(stage: str | None, path: str, now: Moment) -> Observation:
    return Observation(stage, now, YOU, "", path)


def _stage_after(tip: Tip, move: int, identify: Identify) -> str | None:
    ledger = tip.ledger
    return identify(ledger.moves.stages[move], ledger.commits.renames[ledger.moves.commits[move]])


def _removed_as(path: str, removed: Collection[str], on_disk: Collection[str]) -> str:
    """Where the track at *path* was when a commit removed it; *path* itself if none did."""
    if not removed or path in removed:
        return path
    from prodash.storage.history.state import removed_as

    return removed_as(path, removed, on_disk) or path


def _renamed(
    git: Git, tip: Tip, gone: Collection[str], new: Collection[str], on_disk: Collection[str]
) -> dict[str, str]:
    """The committed path of each *new* file that is one of those *gone*."""
    if not gone:
        return {}
    # Hardly ever needed.
    from prodash.storage.commits.blobs import read_blobs
    from prodash.storage.history.renames import Version, find_renames
    from prodash.storage.history.state import is_shared

    blobs = tip.details().blobs
    on_disk_now = _read_versions(git.folder, new, len(tip.commit))
    contents: dict[str, bytes | None] = {version.blob: data for version, data in on_disk_now.items()}
    committed = sorted({blobs[path] for path in gone})

    def read(blob: str) -> bytes | None:
        if contents.keys().isdisjoint(committed):
            contents.update(read_blobs(git, committed, tip.commit))
        return contents.get(blob)

    renames = find_renames([Version(path, blobs[path]) for path in sorted(gone)], [*on_disk_now], read)
    by_name = {path: old for path, old in renames.by_name.items() if not is_shared(path, on_disk)}
    return renames.sure | by_name


def _read_versions(folder: Path, paths: Collection[str], digits: int) -> "dict[Version, bytes]":
    """The files at *paths* below *folder* that can be read, with their contents; the ids of git have so many *digits*."""
    from prodash.storage.commits.blobs import blob_id
    from prodash.storage.disk.files import read_bytes
    from prodash.storage.history.renames import Version

    found: dict[Version, bytes] = {}
    for path in sorted(paths):
        with suppress(OSError):
            data = read_bytes(os.path.join(folder, path))
            found[Version(path, blob_id(data, digits))] = data
    return found
