"""Track times: since when tracks are in their stages and when they moved, as columns of a list of tracks."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from prodash.model.catalogue.fields import AGE, AGE_IS_LOWER_BOUND, MOVED, SINCE
from prodash.model.catalogue.track import Track
from prodash.render.formats.sheet import Cell, Column

if TYPE_CHECKING:
    from prodash.model.history.track_time import TimeOf, TrackTime


def time_columns(time_of: "TimeOf", shown: Collection[str]) -> Sequence[Column[Track]]:
    """The columns of the history; a table shows those *shown*, or if there are none, those that the user names."""
    columns: Sequence[Column[Track]] = (
        Column(SINCE, lambda track: _since(time_of(track)), lambda track: Cell(_since_text(time_of(track)))),
        Column(
            AGE,
            lambda track: _age(time_of(track)),
            lambda track: Cell(age_text(time_of(track))),
            is_number=True,
        ),
        Column(AGE_IS_LOWER_BOUND, lambda track: _is_lower_bound(time_of(track))),
        Column(MOVED, lambda track: _moved(time_of(track)), lambda track: Cell(_moved_text(time_of(track)))),
    )
    return [column if not shown or column.name in shown else column.if_named for column in columns]


def age_text(time: "TrackTime | None") -> str:
    """The days in the stage: `40 d`, or `≥ 40 d` if the beginning is not known; empty for a track without an age."""
    if time is None or time.age is None:
        return ""
    return f"{'≥ ' if time.is_lower_bound else ''}{time.age:,} d"


def _since(time: "TrackTime | None") -> str | None:
    return time.since.isoformat() if time else None


def _since_text(time: "TrackTime | None") -> str:
    return f"{'≤ ' if time.is_lower_bound else ''}{time.since}" if time else ""


def _age(time: "TrackTime | None") -> int | None:
    return time.age if time else None


def _is_lower_bound(time: "TrackTime | None") -> bool | None:
    return time.is_lower_bound if time else None


def _moved(time: "TrackTime | None") -> str | None:
    return time.last_move.iso if time and time.last_move else None


def _moved_text(time: "TrackTime | None") -> str:
    return time.moved.isoformat() if time and time.moved else ""
