"""Loading: a folder to a catalogue; a bad file is a problem and never the end."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from prodash.errors import reason_of
from prodash.model.catalogue import Catalogue
from prodash.model.code import Code
from prodash.model.problem import Place, Problem
from prodash.model.track import Track
from prodash.storage.files import read_bytes
from prodash.storage.locate import PROJECTS, STAGES, WORKFLOWS, track_paths
from prodash.storage.reading import read_track
from prodash.storage.vocabularies import read_projects, read_stages, read_workflows

T = TypeVar("T")
_Reader = Callable[[str, bytes], tuple[tuple[T, ...] | None, tuple[Problem, ...]]]


def load(root: Path) -> Catalogue:
    """The catalogue in *root*, with a problem for everything that could not be read."""
    problems: list[Problem] = []
    stages = _vocabulary(root, STAGES, read_stages, problems)
    workflows = _vocabulary(root, WORKFLOWS, read_workflows, problems)
    projects = _vocabulary(root, PROJECTS, read_projects, problems)
    example = stages[0].id if stages else "mixing"
    tracks: list[Track] = []
    unread: list[str] = []
    unlisted: dict[str, OSError] = {}
    for path in track_paths(root, unlisted):
        track, found = load_track(root, path, example)
        problems.extend(found)
        if track is None:
            unread.append(path)
        else:
            tracks.append(track)
    problems += [_unreadable(folder, error) for folder, error in unlisted.items()]
    unread += unlisted
    return Catalogue.of(
        stages=stages, workflows=workflows, projects=projects, tracks=tracks, unread=unread, problems=problems
    )


def load_track(root: Path, path: str, example_stage: str) -> tuple[Track | None, tuple[Problem, ...]]:
    """The track in one file, or the problems that keep it from being one."""
    if _NO_ID.search(path):
        shown = shown_path(path)
        name = f"'{shown.rpartition('/')[2]}'"
        fix = "give the file a name of letters, digits, - and _"
        return None, (Code.FILE_NAME.at(Place(shown), name=name, fix=fix),)
    data = _bytes(root, path)
    if isinstance(data, Problem):
        return None, (data,)
    return read_track(path, data, example_stage=example_stage)


def shown_path(path: str) -> str:
    """How a problem names *path*: with escapes where it has signs that a terminal would obey."""
    return path.encode("unicode_escape", "backslashreplace").decode("ascii") if _NO_ID.search(path) else path


# What neither a command line nor a list of ids with one a line can carry.
_NO_ID = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _vocabulary(root: Path, name: str, read: _Reader[T], problems: list[Problem]) -> tuple[T, ...] | None:
    if not os.path.lexists(root / name):
        return None
    data = _bytes(root, name)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    things, found = read(name, data)
    problems.extend(found)
    return things


def _bytes(root: Path, path: str) -> bytes | Problem:
    try:
        return read_bytes(os.path.join(root, path))
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> Problem:
    return Code.UNREADABLE.at(Place(path), reason=_REASONS.get(type(error)) or reason_of(error))


_REASONS: dict[type[OSError], str] = {
    IsADirectoryError: "a folder where a file belongs; rename the folder",
    FileNotFoundError: "a link to what is not there; mend or delete the link",
    PermissionError: "no permission to read it; give yourself the right to read it",
}
