"""Areas: counts over time as bands one above the other, each with its name and its newest count at the right edge."""

# 30 |        ______
#    |   ____/______  4 Seed         the first series on top
#    |__/___________ 11 Mixing
#  0 |______________ 15 Published
#     Jan    Jul  2026

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

from prodash.render.charts.axis import Tick, count_ticks, day_ticks, top_of
from prodash.render.charts.labels import spread
from prodash.render.charts.series import Series, join_neighbours

_MOST_BANDS = 12
_HEIGHT, _LINE = 1600, 140
"""Hundredths of an em: the least height of the chart, and that of a label."""

_MOST_ROWS = 30


class Outline(NamedTuple):
    """The outline of a series."""

    colour: str
    path: str


class Label(NamedTuple):
    """A series with its newest `number`, in em from the top of the chart.

    top, middle   those of the text
    band          the middle of its band at the right edge
    """

    series: Series
    number: int
    top: str
    middle: str
    band: str


class Point(NamedTuple):
    """A day of the chart: the columns nearest to it, from `left` on, and what was counted, as lines of text."""

    left: int
    width: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaChart:
    """A chart of `width` days and counts up to `top`, `height` em high; the rows of its table are some of its days."""

    width: int
    top: int
    height: str
    counts: Sequence[Tick]
    days: Sequence[Tick]
    outlines: Sequence[Outline]
    labels: Sequence[Label]
    points: Sequence[Point]
    rows: Sequence[tuple[date, Sequence[int]]]


def area_chart(days: Sequence[date], series: Sequence[Series]) -> AreaChart | None:
    """The chart of *series*, whose counts are those at the ends of *days*; None if nothing was ever counted."""
    shown = join_neighbours(series, _MOST_BANDS)
    if not shown:
        return None
    levels = _levels(shown)
    most = max(levels[0])
    height = max(_HEIGHT, _LINE * len(shown))
    return AreaChart(
        _width(days),
        top_of(most),
        _em(height),
        count_ticks(most),
        day_ticks(days[0], days[-1]),
        _outlines(days, shown, levels, top_of(most)),
        _labels(shown, levels, top_of(most), height),
        _points(days, shown),
        _rows(days, shown),
    )


def _width(days: Sequence[date]) -> int:
    return max((days[-1] - days[0]).days, 1)


def _levels(series: Sequence[Series]) -> Sequence[Sequence[int]]:
    """The upper edge of each series on each day, and the ground below the last one."""
    counts = zip(*(one.counts for one in reversed(series)), strict=True)
    edges = [(0, *accumulate(of_day)) for of_day in counts]
    return [*zip(*edges, strict=True)][::-1]


def _outlines(
    days: Sequence[date], series: Sequence[Series], levels: Sequence[Sequence[int]], top: int
) -> Sequence[Outline]:
    places = [(day - days[0]).days for day in days]
    edges = [_edge(places, [top - level for level in one], _width(days)) for one in levels]
    return [
        Outline(one.colour, f"M{' '.join([*upper, *reversed(lower)])}z")
        for one, (upper, lower) in zip(series, pairwise(edges), strict=True)
    ]


def _edge(places: Sequence[int], levels: Sequence[int], width: int) -> Sequence[str]:
    """The corners of a line through all *levels*, which goes on to *width* if there is only one."""
    points = [*zip(places, levels, strict=True)]
    if points[-1][0] < width:
        points.append((width, levels[-1]))
    inner = zip(points, points[1:], points[2:], strict=False)
    corners = [here for before, here, after in inner if not before[1] == here[1] == after[1]]
    return [f"{x} {y}" for x, y in (points[0], *corners, points[-1])]


def _labels(
    series: Sequence[Series], levels: Sequence[Sequence[int]], top: int, height: int
) -> Sequence[Label]:
    edges = [one[-1] for one in levels]
    middles = [height * (2 * top - upper - lower) // (2 * top) for upper, lower in pairwise(edges)]
    places = spread(middles, _LINE, height)
    return [
        Label(one, one.counts[-1], _em(place - _LINE // 2), _em(place), _em(middle))
        for one, place, middle in zip(series, places, middles, strict=True)
    ]


def _em(hundredths: int) -> str:
    return f"{hundredths / 100:g}"


def _points(days: Sequence[date], series: Sequence[Series]) -> Sequence[Point]:
    """A point for each day; halfway to the next one begins that."""
    places = [(day - days[0]).days for day in days]
    ends = [*((one + other + 1) // 2 for one, other in pairwise(places)), _width(days)]
    starts = [0, *ends[:-1]]
    return [
        Point(start, end - start, _lines(day, series, number))
        for number, (day, start, end) in enumerate(zip(days, starts, ends, strict=True))
    ]


def _lines(day: date, series: Sequence[Series], number: int) -> tuple[str, ...]:
    counts = [(one.name, one.counts[number]) for one in series]
    total = sum(count for _, count in counts)
    return f"{day}: {total:,}", *(f"{count:,} {name}" for name, count in counts if count)


def _rows(days: Sequence[date], series: Sequence[Series]) -> Sequence[tuple[date, Sequence[int]]]:
    """Every day of a short chart; the last ones of months, or of some months, in a long one."""
    numbers = [*range(len(days))]
    for step in (1, 3, 12):
        if len(numbers) > _MOST_ROWS:
            numbers = [*{_period(days[number], step): number for number in range(len(days))}.values()]
    return [(days[number], [one.counts[number] for one in series]) for number in numbers]


def _period(day: date, months: int) -> int:
    return (12 * day.year + day.month - 1) // months
