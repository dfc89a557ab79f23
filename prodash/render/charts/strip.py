"""Strip: the stages of some tracks as one bar, and the days on which they may be done as another."""

# |Seed|Writing    |Mixing |Published        |      a segment for each stage that has tracks
# |-------[50 %~~~~~85 %~~~95 %]-----◆-------|      from today on; the diamond is the due date

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_LONGEST = 3 * 365
"""Days ahead that an axis shows at most."""

_SHORTEST = 28


class Segment(NamedTuple):
    """The part of a bar for the tracks of one stage, `x` tracks from its beginning."""

    name: str
    colour: str
    x: int
    number: int


@dataclass(frozen=True, slots=True)
class LikelyDays:
    """Days from today on; `end` is that of the axis, and what is later stands there.

    likely   the days until which all is done in 50, 85 and 95 of 100 cases
    due      the days until the due date, 0 if it is past; None without one
    """

    end: int
    likely: tuple[int, ...]
    due: int | None


def segments(parts: Iterable[tuple[str, str, int]]) -> Sequence[Segment]:
    """The segments for the name, the colour and the count of each part, without the empty ones."""
    found: list[Segment] = []
    x = 0
    for name, colour, count in parts:
        if count:
            found.append(Segment(name, colour, x, count))
        x += count
    return found


def axis_end(days: Iterable[date | None], today: date) -> date:
    """The end of an axis from *today* on that shows all *days*, but at most three years, and at least four weeks."""
    ahead = max(((day - today).days for day in days if day), default=0)
    return today + timedelta(days=min(max(ahead, _SHORTEST), _LONGEST, (date.max - today).days))


def likely_days(likely: Sequence[date], due: date | None, today: date, end: date) -> LikelyDays:
    """The *likely* days and the *due* date as places on an axis from *today* to *end*."""

    def place(day: date) -> int:
        return max((min(day, end) - today).days, 0)

    return LikelyDays((end - today).days, tuple(map(place, likely)), None if due is None else place(due))
