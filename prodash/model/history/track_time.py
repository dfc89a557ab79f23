"""Track time: since when a track is in its stage, how long that is, and when it moved last."""

from datetime import date, tzinfo
from typing import NamedTuple

from prodash.model.catalogue.stage import Stages
from prodash.model.history.history import Chain
from prodash.model.history.moves import moves
from prodash.model.history.stays import Stay, day_of, stays


class TrackTime(NamedTuple):
    """The times of one track in the stage where it is.

    since            the day on which it came there, as far as is known
    age              the days since then without those on which it was archived or removed; None if it is finished
                     or archived
    moved            the day of its last move between two stages; None if it never moved
    is_lower_bound   whether it may have been there before that day, so that its age is more than `age`
    stays            its stays in all stages
    """

    since: date
    age: int | None
    moved: date | None
    is_lower_bound: bool
    stays: tuple[Stay, ...]


def track_time(chain: Chain, stages: Stages, today: date, zone: tzinfo | None = None) -> TrackTime | None:
    """The times of the track with this *chain*; None if it has no history.  Days are those of *zone*."""
    made = moves(chain)
    if not made:
        return None
    found = stays(made, stages, zone)
    newest, last = made[-1], found[-1] if found else None
    moved = next((move for move in reversed(made) if move.is_between_stages), None)
    is_running = last is not None and last.ending == "running"
    return TrackTime(
        since=last.since if last and is_running else day_of(newest.moment, zone),
        age=last.days(today) if last and is_running and _has_age(newest.after, stages) else None,
        moved=day_of(moved.moment, zone) if moved else None,
        is_lower_bound=last.is_lower_bound if last and is_running else len(made) == 1,
        stays=found,
    )


def _has_age(identifier: str | None, stages: Stages) -> bool:
    """Whether a track can become old in a stage; in one that `stages.yaml` does not list it can."""
    stage = stages.find(identifier) if identifier else None
    return stage is None or stage.is_active
