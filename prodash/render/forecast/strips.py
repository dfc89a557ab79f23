"""Strips: when tracks may be done, as days from today to the right, one strip for each forecast on the same axis."""

# today                 2027-03-12
# ·······░░░░░▒▒▒▒▒▒▓▓▓▓         in 50 of 100 futures all is done where ░ begins, in 85 where ▒ does, in 95 where ▓ does
# ·········│···░░░░░░▒▒▒▒▒▒▒▒▓▓▓▓     │ is the due date

from bisect import bisect
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from prodash.model.forecast.forecast import PERCENTS, Forecast
from prodash.model.views.forecasts import GroupForecast
from prodash.render.charts.strip import LikelyDays, axis_end, likely_days
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import pad, width

_SIGNS = "·░▒▓"
"""Before the first of the likely days, and from each of them on."""

_DUE, _LATER = "│", "→"
_TODAY = "today"
_GAP, _RULE = "  ", "─"
_MIN_STRIP, _MOST_STRIP, _MIN_TABLE = 20, 60, 56


class Strips(NamedTuple):
    """The *axis* above the strips, and a strip for each forecast; it is empty where nothing is known."""

    axis: str
    lines: Sequence[str]


def room_of_table(screen: Screen) -> int | None:
    """The columns for a table that has strips at its right; those of the screen if that is too narrow or has no width."""
    if screen.width is None:
        return None
    room = screen.width - _MIN_STRIP - len(_GAP)
    return room if room >= _MIN_TABLE else screen.width


def legend(lines: Sequence[str]) -> str:
    """What the signs of the strips in *lines* mean."""
    later = f" {_LATER} is later." if any(_LATER in line for line in lines) else ""
    return (
        f"{_SIGNS[1]} begins where all is done in {PERCENTS[0]} of 100 futures, "
        f"{_SIGNS[2]} where it is in {PERCENTS[1]}, and {_SIGNS[3]} in {PERCENTS[2]}; {_DUE} is the due date.{later}"
    )


def with_strips(lines: Sequence[str], rows: Sequence[GroupForecast], screen: Screen) -> list[str]:
    """*lines*, which are a header, a rule and a line for each of *rows*, with strips at the right."""
    beside = max(map(width, lines))
    room = min(screen.columns - beside - len(_GAP), _MOST_STRIP)
    found = strips([row.forecast for row in rows], [row.group.colour for row in rows], room, screen)
    rule = paint(_RULE * room, DIM, screen.depth)
    return [
        f"{pad(line, beside)}{_GAP}{strip}".rstrip()
        for line, strip in zip(lines, (found.axis, rule, *found.lines), strict=True)
    ]


def strips(forecasts: Sequence[Forecast], colours: Sequence[str], room: int, screen: Screen) -> Strips:
    """The strips of *forecasts*, all seen on the same day, in so many columns, each in its colour."""
    today = forecasts[0].today
    known = [forecast.day(PERCENTS[-1]) for forecast in forecasts if forecast.outlook]
    dues = [forecast.due for forecast in forecasts if forecast.outlook]
    end = axis_end([*known, *dues], today)
    lines = [_strip(one, end, colour, room, screen) for one, colour in zip(forecasts, colours, strict=True)]
    return Strips(_axis(end, room, screen.depth), lines)


def _axis(end: date, room: int, depth: Depth) -> str:
    """Today at the left, and the last day at the right."""
    last = end.isoformat()
    text = f"{_TODAY}{last:>{room - len(_TODAY)}}" if room > len(_TODAY) + len(last) else last[:room]
    return paint(text, DIM, depth)


def _strip(forecast: Forecast, end: date, colour: str, room: int, screen: Screen) -> str:
    if forecast.outlook is None:
        return ""
    days = [forecast.day(percent) for percent in PERCENTS]
    found = likely_days([day or date.max for day in days], forecast.due, forecast.today, end)
    signs = _signs(found, room, is_later=days[-1] is None or days[-1] > end)
    looks = {_SIGNS[0]: DIM, _DUE: BOLD, _LATER: DIM}
    bar = Look(foreground=colour) if colour else PLAIN
    return "".join(paint("".join(same), looks.get(sign, bar), screen.depth) for sign, same in groupby(signs))


def _signs(found: LikelyDays, room: int, *, is_later: bool) -> str:
    """The sign of each column, up to the last of the likely days or to the due date."""
    places = [_column(day, found.end, room) for day in found.likely]
    due = None if found.due is None else _column(found.due, found.end, room)
    length = max(places[-1] + 1, (due or 0) + 1)
    signs = [_SIGNS[bisect(places, column)] if column <= places[-1] else " " for column in range(length)]
    if is_later:
        signs[places[-1]] = _LATER
    if due is not None:
        # The arrow stays where it is, at the end.
        signs[due - (signs[due] == _LATER)] = _DUE
    return "".join(signs)


def _column(day: int, end: int, room: int) -> int:
    return day * (room - 1) // max(end, 1)
