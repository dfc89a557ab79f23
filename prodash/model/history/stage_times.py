"""Stage times: how long tracks stay in each stage, told only where enough of them have left it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.history.stays import Stay

ENOUGH_FOR_MEDIAN = 5
ENOUGH_FOR_PERCENTILE = 10
_PERCENT = 85


class StageTime(NamedTuple):
    """The days of the stays in one stage, the shortest first: those that ended with a move, and those that go on.

    Stays of which the beginning is not known are among those that go on, but never among the finished ones.
    """

    finished: tuple[int, ...] = ()
    running: tuple[int, ...] = ()

    @property
    def median(self) -> float | None:
        """Half of the finished stays took no more days; None for fewer than five of them."""
        count = len(self.finished)
        if count < ENOUGH_FOR_MEDIAN:
            return None
        return (self.finished[(count - 1) // 2] + self.finished[count // 2]) / 2

    @property
    def percentile_85(self) -> int | None:
        """At least 85 % of the finished stays took no more days; None for fewer than ten of them."""
        count = len(self.finished)
        return self.finished[-(-count * _PERCENT // 100) - 1] if count >= ENOUGH_FOR_PERCENTILE else None


def stage_times(stays: Iterable[Sequence[Stay]], today: date) -> Mapping[str, StageTime]:
    """The times of each stage in which a track was, from the *stays* of each track."""
    finished: dict[str, list[int]] = {}
    running: dict[str, list[int]] = {}
    for stay in (stay for of_track in stays for stay in of_track):
        if stay.ending == "running":
            running.setdefault(stay.stage, []).append(stay.days(today))
        elif stay.ending == "moved" and not stay.is_lower_bound:
            finished.setdefault(stay.stage, []).append(stay.days(today))
    return {
        stage: StageTime(tuple(sorted(finished.get(stage, ()))), tuple(sorted(running.get(stage, ()))))
        for stage in {**finished, **running}
    }
