"""Copying: the plan for a new track with the file of another, without what belongs to one recording or release alone."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import SetOptions, plan_changes
from prodash.model.files.new_track import new_track_id, paths_by_id
from prodash.model.files.template import copied_values
from prodash.model.names.names import match_key
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan, Copy
from prodash.model.select.select import Selected

IDENTIFYING = (
    *("isrc", "iswc", "upc", "ean", "gtin", "grid", "barcode", "catalogue number", "catalog number", "catno"),
    *("released", "release date", "musicbrainz id", "mbid", "spotify", "soundcloud", "bandcamp", "youtube"),
)
"""The names of fields that are true of one recording or release alone, as people write them."""

_IDENTIFYING_KEYS = frozenset(map(match_key, IDENTIFYING))


class CopyPlan(NamedTuple):
    """The plan for a copy, and the fields that it leaves out."""

    plan: ChangePlan
    left_out: tuple[str, ...]


def plan_copy_track(
    catalogue: Catalogue,
    selected: Selected,
    assignments: Sequence[Assignment],
    *,
    identifier: str | None,
    all_fields: bool,
    new_field: bool = False,
) -> CopyPlan:
    """The plan for a copy of the one *selected* track with *assignments*, the first of which is the title.

    Fields that identify one recording are left out, unless *all_fields*.  The copy is in the folder of its original.
    Raises UsageError, RefusedError if *identifier* is taken, and what `plan_changes` raises.
    """
    if not (title := assignments[0].value):
        raise UsageError("the title is empty; write one")
    track = _the_one(selected)
    planned = plan_changes(catalogue, selected, assignments, SetOptions(new_field=new_field))
    edits, assigned = planned.to_write, {change.field for change in planned.changes}
    left_out = () if all_fields else tuple(key for key in _identifying_fields(track) if key not in assigned)
    edits += tuple(_removal(track, key) for key in left_out)
    new_id = new_track_id(title, identifier, paths_by_id(catalogue))
    path = f"{track.path.rpartition('/')[0]}/{new_id}.yaml"
    return CopyPlan(
        ChangePlan(
            f"Copy {track.title} as {title}",
            tuple(copied_values(track, path, edits)),
            frozenset({path}),
            copies={path: Copy(track.path, edits)},
        ),
        left_out,
    )


def _identifying_fields(track: Track) -> tuple[str, ...]:
    """The fields of *track* that are true of one recording or release alone."""
    return tuple(key for key in track.custom if match_key(key) in _IDENTIFYING_KEYS)


def _removal(track: Track, key: str) -> SetValue:
    return SetValue.in_track(track, key, track.custom[key], None)


def _the_one(selected: Selected) -> Track:
    """The one track in *selected*; raises UsageError if there are several, RefusedError if it has no values to copy."""
    if len(selected.tracks) > 1:
        raise UsageError(
            f"copy takes one track; name it by its path: {', '.join(t.path for t in selected.tracks)}"
        )
    if refused := selected.refused:
        raise RefusedError(refused)
    return selected.tracks[0]
