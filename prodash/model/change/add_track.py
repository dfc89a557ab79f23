"""Adding a track: the plan for one new file in `tracks`."""

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from prodash import shell
from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment, is_shift
from prodash.model.change.change import ChangePlan
from prodash.model.change.folders import Folders
from prodash.model.change.set_fields import plan_changes
from prodash.model.names.file_names import (
    FreeIds,
    id_from_title,
    is_file_name,
    track_id,
    why_not_a_file_name,
)
from prodash.model.names.names import caseless, loose_key, title_from_id
from prodash.model.select.select import Selected

_LOOKS_LIKE_ASSIGNMENT = re.compile(rf"(?:{'|'.join(TRACK_FIELDS)})[-+]?=")


def plan_add_track(
    catalogue: Catalogue, assignments: Sequence[Assignment], *, folder: str, identifier: str | None
) -> ChangePlan:
    """The plan for a new track in *folder*, a path below `tracks`.

    The first of *assignments* is the title.  Without an assignment to `stage`, the track starts in the
    first active stage.  Without *identifier*, the id is made from the title, with a number if it is taken.
    Raises UsageError, RefusedError if *identifier* is taken, and what `plan_changes` raises.
    """
    title = assignments[0].value
    if not title:
        raise UsageError("the title is empty; write one")
    if _LOOKS_LIKE_ASSIGNMENT.match(title):
        raise UsageError(
            f"the title is missing before {title!r}; write {shell.command('prodash', 'add', 'TITLE', title)}"
        )
    if any(map(is_shift, assignments)):
        raise UsageError("a new track has no date to shift; write due=DATE, such as due=2w")
    taken = paths_by_id(catalogue)
    base = id_from_title(title)
    identifier = FreeIds(taken).first_free(base) if identifier is None else require_free_id(identifier, taken)
    path = "/".join(("tracks", *track_folders(folder), f"{identifier}.yaml"))
    Folders(taken.values()).add(path)
    if not any(assignment.field == "stage" for assignment in assignments):
        stage = Assignment("stage", "=", first_stage_id(catalogue))
        assignments = (assignments[0], stage, *assignments[1:])
    track = Track(identifier, path, title_from_id(identifier))
    plan = plan_changes(catalogue, Selected((track,)), assignments)
    return ChangePlan(f"Add {title}", plan.to_write, frozenset({path}))


def paths_by_id(catalogue: Catalogue) -> dict[str, str]:
    """The paths of all track files by their ids, whose case does not count."""
    taken = {caseless(track.id): track.path for track in catalogue.tracks}
    return taken | {caseless(track_id(path)): path for path in catalogue.unread}


def ids_with_title(catalogue: Catalogue, title: str) -> tuple[str, ...]:
    """The ids of the tracks that have this *title*, however it is written."""
    key = loose_key(title)
    return tuple(track.id for track in catalogue.tracks if loose_key(track.title) == key)


def require_free_id(identifier: str, taken: Mapping[str, str]) -> str:
    """*identifier* in Unicode NFC, like file names read from disk; raises UsageError or RefusedError."""
    identifier = normalize("NFC", identifier)
    if reason := why_not_a_file_name(identifier):
        raise UsageError(f"--id {identifier!r} {reason}")
    if other := taken.get(caseless(identifier)):
        raise RefusedError([(other, f"it already has the id {identifier!r}; choose another")])
    return identifier


def track_folders(folder: str, name: str = "--folder") -> list[str]:
    """The folder names in *folder*, the value of *name*, without a leading `tracks`; raises UsageError."""
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in {"", "."}]
    if parts[:1] == ["tracks"]:
        del parts[0]
    if folder.startswith("/") or not all(map(is_file_name, parts)):
        raise UsageError(f"{name} {folder!r} is not a folder below tracks; write one such as summer-ep")
    if reason := next(filter(None, map(why_not_a_file_name, parts)), ""):
        raise UsageError(f"{name} {folder!r} {reason}")
    return parts


def first_stage_id(catalogue: Catalogue) -> str:
    """The stage id for a new track: the first active stage, else the first one, else an empty text."""
    stages = catalogue.stages.in_order
    active = [stage.id for stage in stages if stage.is_active] or [stage.id for stage in stages]
    return active[0] if active else ""
