"""Clock: which time counts, for all tracks of a catalogue."""

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from prodash.model.catalogue.stage import Stages


class Clock(NamedTuple):
    """The reader's day, and the stages in which time counts.

    today       the day until which stays go on
    zone        the zone of the reader's calendar; None for that of the computer
    stopped     the ids of archived stages, in which the clock is stopped
    ageless     the ids of stages in which no track becomes old: the archived and the finished ones
    first       the id of the stage in which tracks begin; empty if there is none
    """

    today: date
    zone: tzinfo | None
    stopped: frozenset[str]
    ageless: frozenset[str]
    first: str

    @property
    def finished(self) -> frozenset[str]:
        """The ids of the stages in which tracks are done."""
        return self.ageless - self.stopped

    @classmethod
    def of(cls, stages: Stages, today: date, zone: tzinfo | None = None) -> "Clock":
        """The clock for a catalogue with these *stages*."""
        path = stages.path
        return cls(
            today,
            zone,
            frozenset(stage.id for stage in stages.in_order if stage.is_archived),
            frozenset(stage.id for stage in stages.in_order if not stage.is_active),
            path[0].id if path else "",
        )

    def day_of(self, seconds: int) -> date:
        """The day of a time in seconds since 1970."""
        # Twice as fast, and every command asks for the days of thousands of moves.
        if self.zone is None:
            return date.fromtimestamp(seconds)  # noqa: DTZ012 (the zone of the computer is meant)
        return datetime.fromtimestamp(seconds, self.zone).date()
