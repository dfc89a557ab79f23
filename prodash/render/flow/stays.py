"""Stays: how many days tracks stay in each stage, as numbers and as a bar up to the median with a line up to 85 %."""

# stage     left  median  85 %  there now  longest
# 🎧 Mixing   14      21    40          5     ≥ 63  ▇▇▇▇▇▇▇▇▇───────┤

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.history.stage_past import StagePast
from prodash.model.history.stage_times import StageTime
from prodash.model.history.stays import Stay
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import pad, pad_left, width, wrap
from prodash.render.terminal.words import at_least

TITLE = "How many days tracks stay"
_STAGE = "stage"
_GAP = "  "
_BAR, _LINE, _END = "▇", "─", "┤"
_MIN_BAR, _MOST_BAR = 12, 48
_MIN_NAME = 8
_MOST_STAGES = 40


class _Column(NamedTuple):
    """Numbers with a name; a narrow screen leaves out the column with the highest *drop_order* first."""

    name: str
    texts: Sequence[str]
    drop_order: int
    look: Look = PLAIN


def stay_table(pasts: Sequence[StagePast], today: date, screen: Screen) -> list[str]:
    """A line for each stage with its days, below names of the columns; none without stages.

    Of very many stages, those with few stays are counted in a last line.
    """
    if not pasts:
        return []
    pasts, others = _most_used(pasts), len(pasts) - _MOST_STAGES
    columns = _columns(pasts, today)
    while len(columns) > 1 and screen.columns - _width(columns) < _wanted_name(pasts, screen):
        columns.remove(max(columns, key=lambda column: column.drop_order))
    room = max(screen.columns - _width(columns), _MIN_NAME)
    badges = badge_column([past.stage for past in pasts], screen, room)
    names = [badges(past.stage) for past in pasts]
    bars = _bars(pasts, min(room - width(names[0]) - len(_GAP), _MOST_BAR), screen)
    rows = [
        _GAP.join([name, *(_cell(column, number, screen) for column in columns), bar]).rstrip()
        for number, (name, bar) in enumerate(zip(names, bars, strict=True))
    ]
    heads = [pad(_STAGE, width(names[0])), *(pad_left(each.name, _column_width(each)) for each in columns)]
    below = f"and {others:,} more; --format json has all stages" if others > 0 else ""
    return [
        paint(_GAP.join(heads), DIM, screen.depth),
        *rows,
        *(paint(line, DIM, screen.depth) for line in (wrap(below, screen) if below else ())),
    ]


def _most_used(pasts: Sequence[StagePast]) -> Sequence[StagePast]:
    """The stages with the most stays, as many as are shown, in their order."""
    most = sorted(pasts, key=lambda past: -len(past.time.finished) - len(past.time.running))[:_MOST_STAGES]
    return [past for past in pasts if past in most]


def _columns(pasts: Sequence[StagePast], today: date) -> list[_Column]:
    times = [past.time for past in pasts]
    return [
        _Column("left", [f"{len(time.finished):,}" for time in times], 4),
        _Column("median", [*map(median_text, times)], 0, BOLD),
        _Column("85 %", [*map(percentile_text, times)], 1),
        _Column("there now", [f"{len(time.running):,}" for time in times], 3),
        _Column("longest", [longest_text(past.longest, today) for past in pasts], 2),
    ]


def median_text(time: StageTime) -> str:
    """The median; empty if too few have left to tell."""
    return "" if time.median is None else f"{time.median:,g}"


def percentile_text(time: StageTime) -> str:
    """The days within which 85 of 100 left; empty if too few have left to tell."""
    return "" if time.percentile_85 is None else f"{time.percentile_85:,}"


def longest_text(stay: Stay | None, today: date) -> str:
    """The days of the longest *stay*; empty if there is none."""
    return at_least(f"{stay.days(today):,}", is_lower_bound=stay.is_lower_bound) if stay else ""


def _wanted_name(pasts: Sequence[StagePast], screen: Screen) -> int:
    """The columns that names have before numbers are left out: all that they need, or two fifths of the screen."""
    widest = width(badge_column([past.stage for past in pasts], screen)(pasts[0].stage))
    return min(widest, screen.columns * 2 // 5)


def _width(columns: Sequence[_Column]) -> int:
    return sum(len(_GAP) + _column_width(column) for column in columns)


def _column_width(column: _Column) -> int:
    return max(map(width, (column.name, *column.texts)))


def _cell(column: _Column, number: int, screen: Screen) -> str:
    return paint(pad_left(column.texts[number], _column_width(column)), column.look, screen.depth)


def _bars(pasts: Sequence[StagePast], room: int, screen: Screen) -> list[str]:
    """A bar up to the median of each stage, and a line up to 85 %; empty if there is no room or nothing is known."""
    days = [max(past.time.median or 0, past.time.percentile_85 or 0) for past in pasts]
    if room < _MIN_BAR or not max(days):
        return [""] * len(pasts)
    return [_bar(past, (room - 1) / max(days), screen) for past in pasts]


def _bar(past: StagePast, columns_of_day: float, screen: Screen) -> str:
    median, sure = past.time.median, past.time.percentile_85
    if median is None:
        return ""
    length = max(round(median * columns_of_day), 1)
    line = max(round(sure * columns_of_day) - length, 0) if sure is not None else 0
    look = Look(foreground=past.stage.colour)
    end = _LINE * line + _END if sure is not None else ""
    return paint(_BAR * length, look, screen.depth) + paint(end, DIM, screen.depth)
