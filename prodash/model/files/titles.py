"""Titles: the plan that adds a track for each title of a list, such as the names of the projects of a music program."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.add_track import first_stage_id, paths_by_id, track_folders
from prodash.model.change.assignment import Assignment, is_shift
from prodash.model.change.change import TRACK, Change, ChangePlan, SetValue
from prodash.model.change.folders import Folders
from prodash.model.change.set_fields import plan_changes
from prodash.model.names.file_names import FreeIds, id_from_title, track_id
from prodash.model.names.names import loose_key, title_from_id
from prodash.model.select.select import Selected

PROJECT_ENDINGS = (
    *("als", "alp", "ardour", "aup", "aup3", "band", "bwproject", "cpr", "cwp", "dawproject", "flp", "logic"),
    *("logicx", "mmp", "mmpz", "npr", "ptf", "ptx", "reason", "rns", "rpp", "song", "tracktionedit", "xrns"),
)
"""The endings of files and folders in which music programs keep a song."""


class TitlesPlan(NamedTuple):
    """The plan for new tracks, and the titles that are passed over, each with the id of the track that has it."""

    plan: ChangePlan
    known: Mapping[str, str]


def title_in_line(line: str) -> str:
    """The title in a *line* of a list: of a file or folder, its name without the ending of a music program.

    Other lines are titles as they are, also with a slash inside.
    """
    text = line.strip()
    bare = text.rstrip("/\\")
    stem, _, ending = bare.rpartition(".")
    is_project = ending.lower() in PROJECT_ENDINGS and bool(stem.strip("./\\"))
    is_path = is_project or bare != text or text.startswith(("/", "./", "../"))
    name = stem if is_project else bare
    return re.split(r"[/\\]", name)[-1].strip() if is_path else text


def plan_add_titles(
    catalogue: Catalogue, titles: Sequence[str], assignments: Sequence[Assignment], *, folder: str
) -> TitlesPlan:
    """The plan for a new track for each of *titles* that no track has, each with *assignments*, in *folder*.

    Raises UsageError and what `plan_changes` raises.
    """
    if any(map(is_shift, assignments)):
        raise UsageError("a new track has no date to shift; write due=DATE, such as due=2w")
    if not any(assignment.field == "stage" for assignment in assignments):
        assignments = (Assignment("stage", "=", first_stage_id(catalogue)), *assignments)
    taken, ids = paths_by_id(catalogue), _ids_by_name(catalogue)
    free, known, added = FreeIds(taken), dict[str, str](), dict[str, Track]()
    for title in titles:
        if other := ids.get(loose_key(title)):
            known[title] = other
            continue
        identifier = free.first_free(id_from_title(title))
        free.take(identifier)
        ids[loose_key(title)] = identifier
        path = "/".join(("tracks", *track_folders(folder), f"{identifier}.yaml"))
        added[title] = Track(identifier, path, title_from_id(identifier))
    Folders(taken.values()).add("/".join(("tracks", *track_folders(folder), "")))
    fields = plan_changes(catalogue, Selected(tuple(added.values())), assignments).to_write
    what = next(iter(added)) if len(added) == 1 else f"{len(added):,} tracks"
    new_files = frozenset(track.path for track in added.values())
    return TitlesPlan(ChangePlan(f"Add {what}", tuple(_changes(added, fields)), new_files), known)


def _changes(added: Mapping[str, Track], fields: Sequence[Change]) -> Iterator[Change]:
    """The title of each track that is *added*, and then its other *fields*."""
    by_path: dict[str, list[Change]] = {}
    for change in fields:
        by_path.setdefault(change.path, []).append(change)
    for title, track in added.items():
        yield SetValue(TRACK, track.id, track.path, "title", None, title, title)
        yield from by_path.get(track.path, ())


def _ids_by_name(catalogue: Catalogue) -> dict[str, str]:
    """The ids of all tracks by their ids and titles, however those are written."""
    ids = {loose_key(track_id(path)): track_id(path) for path in catalogue.unread}
    ids |= {loose_key(name): track.id for track in catalogue.tracks for name in (track.id, track.title)}
    return ids
