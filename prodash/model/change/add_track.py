"""Adding: the plan for a new track."""

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.change.change import ChangePlan
from prodash.model.change.set_fields import plan_changes
from prodash.model.names.file_names import FreeIds, id_from_title, is_file_name, track_id
from prodash.model.names.names import title_from_id
from prodash.model.select.select import Selected

_LOOKS_LIKE_ASSIGNMENT = re.compile(rf"(?:{'|'.join(TRACK_FIELDS)})[-+]?=")


def plan_add_track(
    catalogue: Catalogue, assignments: Sequence[Assignment], *, folder: str, identifier: str | None
) -> ChangePlan:
    """The plan for a track in a *folder* below `tracks`; its title is the first of *assignments*, its
    stage the first active one unless they say another.

    The id is *identifier*, or else made from the title and unlike every other.  Raises UsageError,
    RefusedError where the id is taken, and what `plan_changes` raises.
    """
    title = assignments[0].value
    if not title:
        raise UsageError("the title is empty; write one")
    if _LOOKS_LIKE_ASSIGNMENT.match(title):
        raise UsageError(f"{title!r} stands where the title belongs; write 'prodash add TITLE {title}'")
    taken = {track.id.casefold(): track.path for track in catalogue.tracks}
    taken |= {track_id(path).casefold(): path for path in catalogue.unread}
    base = id_from_title(title)
    identifier = FreeIds(taken).first_free(base) if identifier is None else _require_free_id(identifier, taken)
    path = "/".join(("tracks", *track_folders(folder), f"{identifier}.yaml"))
    if not any(assignment.field == "stage" for assignment in assignments):
        stage = Assignment("stage", "=", first_stage_id(catalogue))
        assignments = (assignments[0], stage, *assignments[1:])
    track = Track(identifier, path, title_from_id(identifier))
    plan = plan_changes(catalogue, Selected((track,)), assignments)
    return ChangePlan(f"Add {title}", plan.to_write, frozenset({path}))


def _require_free_id(identifier: str, taken: Mapping[str, str]) -> str:
    """The id that the user chose, composed as the disk's names are read."""
    identifier = normalize("NFC", identifier)
    if not is_file_name(identifier):
        raise UsageError(
            f"--id {identifier!r} cannot name a file; use letters, digits, - and _, and no ending"
        )
    if other := taken.get(identifier.casefold()):
        raise RefusedError([(other, f"it has the id {identifier!r} already; choose another")])
    return identifier


def track_folders(folder: str) -> list[str]:
    """The names of the folders below `tracks` that --folder gives; raises UsageError."""
    parts = [part for part in folder.replace("\\", "/").split("/") if part]
    if parts[:1] == ["tracks"]:
        del parts[0]
    if folder.startswith("/") or not all(map(is_file_name, parts)):
        raise UsageError(f"--folder {folder!r} is no folder below tracks; write one such as summer-ep")
    return parts


def first_stage_id(catalogue: Catalogue) -> str:
    """The id of the stage that a new track is in: the first active one; empty where there is none at all."""
    stages = catalogue.stages.in_order
    active = [stage.id for stage in stages if stage.is_active] or [stage.id for stage in stages]
    return active[0] if active else ""
