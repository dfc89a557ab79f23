"""Both sides: a track in conflict as each side has it, which filters select if either side meets them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.select.filters import Filters
from prodash.model.select.select import select

if TYPE_CHECKING:
    from prodash.model.history.track_time import TimeOf


class BothSides(NamedTuple):
    """One track on both sides of a conflict, with the ids of a catalogue."""

    ours: Track
    theirs: Track


def select_both_sides(
    catalogue: Catalogue, sides: Iterable[BothSides], filters: Filters, today: date, time_of: "TimeOf"
) -> Mapping[str, BothSides]:
    """Those of *sides*, which are the named ones if words name tracks, of which *filters* select at least one, by path."""
    by_path = {both.ours.path: both for both in sides}
    tracks = Tracks(track for both in by_path.values() for track in both)
    # An archived track that is named is shown.
    others = filters._replace(track=None, all=filters.all or filters.track is not None)
    found = select(replace(catalogue, tracks=tracks, unread=()), others, today, time_of).tracks
    selected = {track.path for track in found}
    return {path: both for path, both in by_path.items() if path in selected}


def agreed_track(catalogue: Catalogue, both: BothSides) -> Track:
    """Our side with the stage and the day on which *both* agree, by which it is sorted; without the others."""
    ours, theirs = both
    days = {due.day if due else None for due in map(catalogue.due_of, both)}
    return Track(
        id=ours.id,
        path=ours.path,
        title=ours.title,
        stage=ours.stage if ours.stage == theirs.stage else "",
        due=ours.due if len(days) == 1 else None,
        projects=ours.projects if len(days) == 1 else (),
    )
