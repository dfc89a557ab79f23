"""Committed: the catalogue of one commit, with those of its tracks that are asked for."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import StageLine
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.commits.blobs import read_blobs
from prodash.storage.disk.locate import VOCABULARY_FILES
from prodash.storage.git.run import Git
from prodash.storage.read.entry_files import parse_entries
from prodash.storage.read.stage_key import stage_key_of
from prodash.storage.read.track import read_track

_NOT_HERE = "this clone does not have it; 'git backfill' gets it"


class Committed(NamedTuple):
    """The catalogue of a commit.

    contents   the bytes of the files that were read, by blob
    problems   why a file could not be read, one for each
    missing    how many tracks this clone does not have
    """

    catalogue: Catalogue
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    missing: int


def read_committed(
    git: Git,
    commit: str,
    files: Mapping[str, str],
    wanted: Collection[str],
    known: Mapping[str, tuple[Any, ...]] = MappingProxyType({}),
) -> Committed:
    """The catalogue of *commit*, whose *files* are given, with the tracks at the paths *wanted*.

    *known* has the entries in some of its files.  *git* is one that fetches nothing.  Raises GitError.
    """
    paths = [path for path in files if path in wanted or (path in VOCABULARY_FILES and path not in known)]
    found = dict(read_blobs(git, sorted({files[path] for path in paths}), commit))
    contents = {blob: data for blob, data in found.items() if data is not None}
    stage_line = StageLine(stage_key_of(Path(git.folder)))
    readings = {path: _read(path, found[files[path]], stage_line) for path in paths}
    lists = [readings.pop(path, (known.get(path), ())) for path in VOCABULARY_FILES]
    stages, workflows, projects, fields = (entries for entries, _ in lists)
    catalogue = Catalogue.of(
        stages=stages,
        workflows=workflows,
        projects=projects,
        tracks=(track for track, _ in readings.values() if track),
        unread=(path for path, (track, _) in readings.items() if track is None),
        problems=(problem for _, problems in lists for problem in problems),
    )
    catalogue = replace(catalogue.with_fields(fields), stage_key=stage_line.key)
    unreadable = [
        problems[0] for value, problems in (*lists, *readings.values()) if value is None and problems
    ]
    missing = sum(files[path] not in contents for path in readings)
    return Committed(catalogue, contents, tuple(unreadable), missing)


def _read(path: str, data: bytes | None, stage_line: StageLine) -> tuple[Any, tuple[Problem, ...]]:
    """The entries or the track in *data*, with the problems; nothing of a track that is missing."""
    if path not in VOCABULARY_FILES:
        return (None, ()) if data is None else read_track(path, data, stage_line)
    if data is None:
        return None, (ProblemKind.UNREADABLE.at(Location(path), reason=_NOT_HERE),)
    return parse_entries(path, data)
