"""Sides: the older and the newer version of a catalogue, and which tracks were renamed between them."""

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.problem import Problem
from prodash.storage.commits.blobs import blob_id
from prodash.storage.commits.head import without_server
from prodash.storage.commits.tree import Files, files_of_commit, files_on_disk
from prodash.storage.comparison.committed import Committed, read_committed
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import PROJECTS, STAGES, VOCABULARY_FILES, WORKFLOWS
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.history.facts import is_wanted
from prodash.storage.history.renames import Version, find_renames
from prodash.storage.history.state import is_shared


class Side(NamedTuple):
    """One version of a catalogue.

    problems   why a file in a commit could not be read, one for each
    missing    how many of its files this clone does not have
    is_empty   whether the commit has no catalogue in this folder
    not_here   how many tracks are not on the disk because a sparse checkout leaves them out
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    missing: int = 0
    is_empty: bool = False
    not_here: int = 0


class Sides(NamedTuple):
    """Two versions of a catalogue.

    renames   the older path of each track that was renamed
    same      the paths of tracks that need no comparison, because the files are the same, or git ignores them
    """

    before: Side
    after: Side
    renames: Mapping[str, str]
    same: Collection[str]


def sides_of_commits(git: Git, older: str, newer: str, *, whole: bool) -> Sides:
    """The catalogue in two commits, without the tracks that are the same, unless the newer one is wanted *whole*.

    Nothing is fetched.  Raises GitError.
    """
    git = without_server(git)
    old, new = files_of_commit(git, older, _is_part), files_of_commit(git, newer, _is_part)
    before = read_committed(git, older, old, _unlike(old, new))
    # Whether an entry was renamed depends on all tracks.
    whole = whole or any(old.get(path) != new.get(path) for path in (WORKFLOWS, PROJECTS))
    after = read_committed(git, newer, new, new if whole else _unlike(new, old))
    renames = _renames(old, new, {**before.contents, **after.contents})
    return Sides(_side(before, old), _side(after, new), renames, _same(old, new))


def sides_with_disk(git: Git, older: str, catalogue: Catalogue) -> Sides:
    """The catalogue in the commit *older*, and the *catalogue* that was read from the folder of *git*.

    Nothing is fetched, and no program of the repository runs.  Raises GitError.
    """
    git = without_server(git)
    repository_of(git)
    on_disk = {*catalogue.unread, *(track.path for track in catalogue.tracks), *_entry_files(catalogue)}
    new, left_out = files_on_disk(git, on_disk)
    old = files_of_commit(git, older, lambda path: _is_part(path) and path not in left_out)
    contents = _read_doubtful(git, old, new, len(older))
    same = _same(old, new)
    known = {path: entries for path, entries in _entry_files(catalogue).items() if path in same}
    before = read_committed(git, older, old, _unlike(old, new), known)
    renames = _renames(old, new, {**before.contents, **contents})
    after = Side(catalogue, not_here=sum(map(_is_part, left_out)))
    return Sides(_side(before, old), after, renames, {*same, *(on_disk - new.keys())})


def _read_doubtful(git: Git, old: Files, new: Files, digits: int) -> dict[str, bytes]:
    """Read the files of *new* that git does not know to be as in its index, and note their blobs; returns the contents."""
    contents = {}
    for path in [path for path, blob in new.items() if not blob]:
        with suppress(OSError):
            data = read_bytes(os.path.join(git.folder, path))
            # Git may store LF where the disk has CRLF.
            blobs = [blob_id(one, digits) for one in (data, data.replace(b"\r\n", b"\n"))]
            new[path] = old[path] if old.get(path) in blobs else blobs[0]
            contents[blobs[0]] = data
    return contents


def _entry_files(catalogue: Catalogue) -> dict[str, tuple[Any, ...]]:
    """The files with the stages, workflows, projects and fields of *catalogue*, each with its entries."""
    vocabularies = {kind.path: kind.vocabulary_of(catalogue) for kind in KINDS.values()}
    return {path: one.in_order for path, one in vocabularies.items() if one.is_declared}


def _is_part(path: str) -> bool:
    return path in VOCABULARY_FILES or is_wanted(path)


def _side(committed: Committed, files: Files) -> Side:
    return Side(committed.catalogue, committed.problems, committed.missing, STAGES not in files)


def _unlike(files: Files, others: Files) -> set[str]:
    return {path for path, blob in files.items() if others.get(path) != blob}


def _same(old: Files, new: Files) -> set[str]:
    return new.keys() - _unlike(new, old)


def _renames(old: Files, new: Files, contents: Mapping[str, bytes]) -> dict[str, str]:
    """The older path of each track that is at another place."""
    gone, come = (
        [Version(path, files[path]) for path in sorted(files.keys() - others.keys() - {*VOCABULARY_FILES})]
        for files, others in ((old, new), (new, old))
    )
    renames = find_renames(gone, come, contents.get)
    # The same file name tells nothing where another track has this id, too.
    by_name = {path: old for path, old in renames.by_name.items() if not is_shared(path, new)}
    return renames.sure | by_name
