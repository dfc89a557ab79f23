"""New track: the id, the folder and the first stage that a track gets when it is added."""

from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment, is_shift
from prodash.model.change.stage_assignments import with_stage_as_field
from prodash.model.names.file_names import (
    FreeIds,
    id_from_title,
    is_file_name,
    track_id,
    why_not_a_file_name,
)
from prodash.model.names.names import caseless


def paths_by_id(catalogue: Catalogue) -> dict[str, str]:
    """The paths of all track files by their ids, whose case does not count."""
    paths = {caseless(track.id): track.path for track in catalogue.tracks}
    return paths | {caseless(track_id(path)): path for path in catalogue.unread}


def new_track_id(title: str, identifier: str | None, taken: Mapping[str, str]) -> str:
    """The id of a new track: *identifier*, or one made from *title*, with a number if it is *taken*.

    Raises UsageError if *identifier* is no id, RefusedError if it is taken.
    """
    if identifier is None:
        return FreeIds(taken).first_free(id_from_title(title))
    return require_free_id(identifier, taken)


def require_free_id(identifier: str, taken: Mapping[str, str]) -> str:
    """*identifier* in Unicode NFC, like file names read from disk; raises UsageError or RefusedError."""
    identifier = normalize("NFC", identifier)
    if reason := why_not_a_file_name(identifier):
        raise UsageError(f"--id {identifier!r} {reason}")
    if other := taken.get(caseless(identifier)):
        raise RefusedError([(other, f"it already has the id {identifier!r}; choose another")])
    return identifier


def track_folder(folder: str, name: str = "--folder") -> str:
    """The path of *folder*, with or without its leading `tracks`; raises UsageError that calls it *name*."""
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in {"", "."}]
    if parts[:1] == ["tracks"]:
        del parts[0]
    if folder.startswith("/") or not all(map(is_file_name, parts)):
        raise UsageError(f"{name} {folder!r} is not a folder below tracks; write one such as summer-ep")
    if reason := next(filter(None, map(why_not_a_file_name, parts)), ""):
        raise UsageError(f"{name} {folder!r} {reason}")
    return "/".join(("tracks", *parts))


def with_first_stage(
    catalogue: Catalogue, assignments: Sequence[Assignment], track: Track | None = None
) -> tuple[Assignment, ...]:
    """*assignments*, after one to the first stage unless they name a stage, or *track* has one."""
    assignments = with_stage_as_field(catalogue, assignments)
    if (track and track.stage) or any(assignment.field == "stage" for assignment in assignments):
        return assignments
    return (Assignment("stage", "=", first_stage_id(catalogue)), *assignments)


def first_stage_id(catalogue: Catalogue) -> str:
    """The stage id for a new track: the first active stage, else the first one, else an empty text."""
    stages = catalogue.stages.in_order
    active = [stage.id for stage in stages if stage.is_active] or [stage.id for stage in stages]
    return active[0] if active else ""


def require_no_shift(assignments: Iterable[Assignment]) -> None:
    """Raise UsageError if one of *assignments* shifts a date, for a new track has none."""
    if any(map(is_shift, assignments)):
        raise UsageError("a new track has no date to shift; write due=DATE, such as due=2w")
