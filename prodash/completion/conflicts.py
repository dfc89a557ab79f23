"""Conflicts: the candidates that come from a merge: the files that git holds as in conflict, and their fields."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from prodash.completion.candidates import Candidate
from prodash.completion.request import Request

if TYPE_CHECKING:
    from prodash.storage.conflicts.conflicted import Conflicted


def conflicts(request: Request) -> Iterable[Candidate]:
    """The ids of the tracks and the names of the vocabularies in conflict, and their fields with `=`."""
    from prodash.model.names.file_names import track_id
    from prodash.storage.disk.locate import TRACKS

    paths = sorted(_paths(request))
    names = (track_id(path) if path.startswith(f"{TRACKS}/") else path for path in paths)
    fields = (Candidate(f"{one.value}=", is_partial=True) for one in fields_in_conflict(request))
    return [*map(Candidate, names), *fields]


def fields_in_conflict(request: Request) -> Iterable[Candidate]:
    """The fields in conflict, each with the values of both sides."""
    found = [field for one in _files(request) for field in one.in_conflict.fields]
    return [Candidate(name, both) for name, both in {one.name: one.both for one in found}.items()]


def _paths(request: Request) -> Iterable[str]:
    """The files that git holds as in conflict."""
    if request.root is None:
        return ()
    from prodash.storage.conflicts.unmerged import unmerged
    from prodash.storage.git.errors import GitError
    from prodash.storage.git.run import Git

    with suppress(GitError):
        return unmerged(Git.at(request.root, request.environment.variables))
    return ()


def _files(request: Request) -> "Iterator[Conflicted]":
    from prodash.storage.conflicts.conflicted import read_conflicted
    from prodash.storage.disk.files import read_bytes

    for path in _paths(request):
        with suppress(OSError):
            if request.root and (found := read_conflicted(path, read_bytes(request.root / path))):
                yield found
