"""Asked weeks: from which past weeks a forecast is made, as the user says it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.dates.past_days import PastDays
from prodash.model.dates.ranges import start_of_weeks

USUAL_WEEKS = 26
"""How many whole weeks `forecast` and `flow` look back: half a year, long enough to be sure and short enough to be as things are."""


class AskedWeeks(NamedTuple):
    """The options as typed: how many whole *weeks* before the current one, or *since* which day; None if not given."""

    weeks: int | None = None
    since: str | None = None

    def first_day(self, today: date) -> date:
        """The first day; raises UsageError for a malformed phrase, a day in the future, and if both options are given."""
        if self.since is not None:
            if self.weeks is not None:
                raise UsageError("use either --history or --since, not both")
            return PastDays(self.since).bounds_until(today)[0]
        return start_of_weeks(today, self.weeks or USUAL_WEEKS)

    def remarks(self, today: date) -> Iterator[str]:
        """A remark about the day that the phrase means, if it is not a date itself."""
        return PastDays(self.since).remarks(today)
