"""Cell dates: the dates in the cells of a table, in the format that the user names or as people and spreadsheets write them."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from prodash.errors import UsageError
from prodash.model.catalogue.due import day_in, parse_iso_date, time_behind
from prodash.model.catalogue.value import Value
from prodash.model.dates.phrases import parse_day

if TYPE_CHECKING:
    from prodash.model.dates.figures import DateInFigures

_ACCEPTED = "YYYY-MM-DD, such as 2026-12-01"
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_WITH_YEAR = re.compile(r".*\d{4}.*", re.ASCII)
_SAMPLES = (date(2026, 12, 25), date(2031, 2, 3))


class CellDates:
    """Reads the dates of one import; phrases such as `friday` are relative to *today*.

    *format* is a format of `strptime` such as `%d/%m/%Y`, or empty.  Raises UsageError if it does not make a date.
    """

    def __init__(self, today: date, format: str = "") -> None:  # noqa: A002 (the word of `strptime`)
        self._today, self.format = today, format
        if format and not all(parse_in_format(_written(day, format), format) == day for day in _SAMPLES):
            raise UsageError(
                f"--date-format {format!r} has no day, month and year; write for example %d/%m/%Y or %m/%d/%y"
            )

    def in_format(self, cell: str) -> date | None:
        """The date of a cell that is written in the format; None for other cells, or without a format."""
        return parse_in_format(without_time(cell), self.format) if self.format else None

    def read(self, cell: str) -> str:
        """The date in *cell*, in ISO 8601.  Raises UsageError for other texts and for what can be two dates."""
        text = without_time(cell)
        if day := self.in_format(cell) or day_in(text):
            return day.isoformat()
        if self.format:
            raise UsageError(
                f"{text!r} is not a date as --date-format {self.format} says; write it so, or as {_ACCEPTED}"
            )
        return self.read_figures(cell) or parse_day(text, self._today, accepted=_ACCEPTED).isoformat()

    def read_with_time(self, cell: str) -> str:
        """The date in *cell* with the time behind it, as written; raises UsageError as `read` does."""
        text = without_time(cell)
        return text if time_behind(text) else self.read(cell)

    def read_figures(self, cell: str) -> str | None:
        """The date of a cell in the format or in figures with a year; None for other cells.

        Raises UsageError if it can be two dates.
        """
        if day := self.in_format(cell):
            return day.isoformat()
        text = without_time(cell)
        if self.format or parse_iso_date(text):
            return None
        dates = self._in_figures(text)
        if len(dates) > 1:
            days, formats = (" or ".join(map(str, one)) for one in zip(*dates, strict=True))
            raise UsageError(
                f"{text!r} could be {days}; write it as YYYY-MM-DD, or add --date-format {formats}"
            )
        return dates[0].day.isoformat() if dates else None

    def formats_in_figures(self, text: str) -> tuple[str, ...]:
        """The formats in which *text* is a date in figures with a year."""
        return tuple(one.format for one in self._in_figures(text))

    def _in_figures(self, text: str) -> "tuple[DateInFigures, ...]":
        if not _WITH_YEAR.fullmatch(text):
            return ()
        from prodash.model.dates.figures import dates_in_figures
        from prodash.model.dates.today import in_calendar

        return in_calendar(text, self._today, lambda today: dates_in_figures(text, today))


def is_date(value: Value) -> bool:
    """Whether *value* is a date as tracks have it."""
    return isinstance(value, str) and parse_iso_date(value) is not None


def without_time(cell: str) -> str:
    """*cell* without the midnight that spreadsheets put behind a date."""
    return _MIDNIGHT.sub("", cell.strip())


def _written(day: date, format: str) -> str:  # noqa: A002 (the word of `strptime`)
    try:
        return day.strftime(format)
    except ValueError:
        return ""


def parse_in_format(text: str, format: str) -> date | None:  # noqa: A002 (the word of `strptime`)
    """The date that *text* is in a format of `strptime`; None for other texts."""
    try:
        return datetime.strptime(text, format).date()  # noqa: DTZ007 (a day has no time zone)
    except (ValueError, re.error):
        return None
