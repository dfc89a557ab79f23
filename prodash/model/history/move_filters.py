"""Move filters: the moves of some days or some people."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.errors import UnknownNameError
from prodash.model.history.history import YOU, History
from prodash.model.history.track_moves import TrackMove, people_in
from prodash.model.names.name_lists import split_names
from prodash.model.names.names import fold

if TYPE_CHECKING:
    from prodash.model.dates.past_days import PastDays


class MoveFilters(NamedTuple):
    """The filters of moves as typed: phrases for days, and parts of the names of people."""

    since: str | None = None
    until: str | None = None
    who: Sequence[str] = ()

    @property
    def days(self) -> "PastDays":
        """The days of the moves."""
        from prodash.model.dates.past_days import PastDays

        return PastDays(self.since, self.until)

    def select(self, found: Sequence[TrackMove], history: History, today: date) -> list[TrackMove]:
        """Those of *found* that were made in these days by one of these people.

        Raises UnknownNameError for a person who is not in *history*, and as `PastDays.bounds` does.
        """
        if self.since is not None or self.until is not None:
            first, last = self.days.bounds(today)
            found = [one for one in found if first <= one.day <= last]
        people = self._people(history)
        return [one for one in found if people is None or one.move.author in people]

    def nothing_words(self, oldest: date, today: date) -> str:
        """That nothing was found, as in `nothing moved since 2026-11-16 by Lena`; *oldest* is the day of the first move."""
        first, last = self.days.bounds(today)
        parts = (
            f" since {first}" if self.since is not None else "",
            f" until {last}" if self.until is not None else "",
            f" by {' or '.join(split_names(self.who))}" if self.who else "",
            "; that day is in the future" if first > today else "",
            f"; the first move was on {oldest}" if last < oldest else "",
        )
        return f"nothing moved{''.join(parts)}"

    def _people(self, history: History) -> frozenset[str] | None:
        """The full names of the people; None for everybody."""
        parts = split_names(self.who)
        known = people_in(history) if parts else ()
        return frozenset(name for part in parts for name in _named(part, known)) if known else None


def _named(part: str, people: Sequence[str]) -> Iterator[str]:
    """Those of *people*, or you, whose name contains *part*; raises UnknownNameError if there are none."""
    names = [name for name in {*people, YOU} if fold(part) in fold(name)]
    if not names:
        from prodash.model.names.similar import similar

        words = {word.casefold(): name for name in people for word in (name, *name.split())}
        raise UnknownNameError("person", part, similar(part, words, words.__getitem__), people)
    yield from names
