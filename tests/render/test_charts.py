"""The charts of the page are true: what is drawn has the heights and the order of what was counted."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.charts.areas import AreaChart, area_chart
from prodash.render.charts.axis import count_ticks, day_ticks, percent, top_of
from prodash.render.charts.columns import column_chart
from prodash.render.charts.labels import spread
from prodash.render.charts.series import Series, join_neighbours
from prodash.render.charts.strip import Segment, axis_end, likely_days, segments
from tests.examples import examples

BEGIN = date(2025, 1, 6)


def weeks(number: int) -> list[date]:
    return [BEGIN + timedelta(weeks=week) for week in range(number)]


@st.composite
def many_series(draw: st.DrawFn) -> tuple[list[date], list[Series]]:
    days = draw(st.lists(st.integers(0, 800), min_size=1, max_size=8, unique=True).map(sorted))
    counts = st.tuples(*[st.integers(0, 9) for _ in days])
    found = draw(st.lists(counts, min_size=1, max_size=20))
    return (
        [BEGIN + timedelta(days=day) for day in days],
        [Series(f"stage {number}", "#123456", one) for number, one in enumerate(found)],
    )


def heights(chart: AreaChart, place: int) -> list[Fraction]:
    """How high each band of a chart is at a place, read from the corners of its outline."""
    found = []
    for outline in chart.outlines:
        numbers = [int(text) for text in outline.path.strip("Mz").split()]
        corners = [*zip(numbers[::2], numbers[1::2], strict=True)]
        half = next(n for n, (here, after) in enumerate(pairwise(corners)) if here[0] == after[0]) + 1
        found.append(_level(corners[half:][::-1], place) - _level(corners[:half], place))
    return found


def _level(corners: list[tuple[int, int]], place: int) -> Fraction:
    for (left, start), (right, end) in pairwise(corners):
        if left <= place <= right:
            return start + Fraction((place - left) * (end - start), right - left)
    raise AssertionError(place)


@examples(20)
@given(many_series())
def test_a_band_is_as_high_as_its_counts_on_every_day(case: tuple[list[date], list[Series]]) -> None:
    days, series = case
    chart, shown = area_chart(days, series), join_neighbours(series, 12)
    if chart is None:
        assert not shown
        return
    for number, day in enumerate(days):
        assert heights(chart, (day - days[0]).days) == [one.counts[number] for one in shown]
    assert [(label.series, label.number) for label in chart.labels] == [
        (one, one.counts[-1]) for one in shown
    ]
    assert sum(point.width for point in chart.points) == chart.width
    assert all(one.left + one.width == after.left for one, after in pairwise(chart.points))


@examples(20)
@given(many_series(), st.integers(1, 12))
def test_joined_series_keep_their_order_and_every_track(
    case: tuple[list[date], list[Series]], most: int
) -> None:
    _, series = case
    shown = join_neighbours(series, most)
    assert len(shown) <= most
    assert [sum(counts) for counts in zip(*(one.counts for one in shown), strict=True)] == (
        [sum(counts) for counts in zip(*(one.counts for one in series), strict=True)] if shown else []
    )
    assert sum(one.joined for one in shown) == sum(any(one.counts) for one in series)


def test_joined_series_are_named_after_the_first_and_the_last() -> None:
    three = [Series("A – Z", "#111111", (1,)), Series("B", "#222222", (2,)), Series("C", "#333333", (9,))]
    two, one = join_neighbours(three, 2), join_neighbours(three, 1)
    assert [(row.name, row.short_name, row.colour, row.counts, row.joined) for row in (*two, *one)] == [
        ("A – Z – B", "A – Z +1", "#222222", (3,), 2),
        ("C", "C", "#333333", (9,), 1),
        ("A – Z – C", "A – Z +2", "#333333", (12,), 3),
    ]


@examples(40)
@given(st.lists(st.integers(0, 1600), min_size=1, max_size=11).map(sorted))
def test_labels_stand_apart_in_their_order_and_inside(wanted: list[int]) -> None:
    places = spread(wanted, 140, 1600)
    assert all(after - here >= 140 for here, after in pairwise(places))
    assert (places[0] >= 70, places[-1] <= 1530) == (True, True)
    if all(after - here >= 140 for here, after in pairwise([-70, *wanted, 1670])):
        assert places == wanted


@pytest.mark.parametrize(
    ("most", "texts"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (5, ["0", "2", "4", "6"]),
        (26, ["0", "10", "20", "30"]),
        (41, ["0", "20", "40", "60"]),
        (4000, ["0", "1,000", "2,000", "3,000", "4,000"]),
    ],
)
def test_the_numbers_beside_a_chart_are_round(most: int, texts: list[str]) -> None:
    ticks = count_ticks(most)
    assert ([tick.text for tick in ticks], ticks[-1].at, ticks[0].at) == (texts, "0", "100")
    assert top_of(most) == int(texts[-1].replace(",", ""))


@pytest.mark.parametrize(
    ("last", "texts"),
    [
        (date(2025, 1, 6), ["6 Jan"]),
        (date(2025, 2, 20), ["6 Jan", "20 Feb"]),
        (date(2025, 6, 3), ["Feb 2025", "Mar", "Apr", "May", "Jun"]),
        (date(2026, 11, 21), ["May 2025", "Sep", "2026", "May", "Sep"]),
        (date(2045, 1, 1), ["2026", "2030", "2034", "2038", "2042"]),
    ],
    ids=["one day", "weeks", "months", "two years", "twenty years"],
)
def test_the_days_below_a_chart_are_the_beginnings_of_months(last: date, texts: list[str]) -> None:
    assert [tick.text for tick in day_ticks(BEGIN, last)] == texts


@examples(40)
@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_percentage_has_at_most_two_decimals(case: tuple[int, int]) -> None:
    part, whole = case
    text = percent(part, whole)
    assert abs(Fraction(text) - Fraction(100 * part, whole)) <= Fraction(1, 200)
    assert len(text.partition(".")[2]) <= 2


def test_a_table_of_two_years_has_the_ends_of_months() -> None:
    days = weeks(98)
    chart = area_chart(days, [Series("Mixing", "#123456", tuple(range(98)))])
    assert chart is not None
    assert [day for day, _ in chart.rows[:3]] == [date(2025, 1, 27), date(2025, 2, 24), date(2025, 3, 31)]
    assert chart.rows[-1] == (days[-1], [97])


def test_one_day_is_a_flat_area() -> None:
    chart = area_chart([BEGIN], [Series("Mixing", "#123456", (3,))])
    assert chart is not None
    assert ([outline.path for outline in chart.outlines], chart.width) == (["M0 0 1 0 1 3 0 3z"], 1)
    assert [point.lines for point in chart.points] == [("2025-01-06: 3", "3 Mixing")]


def test_weeks_are_columns_on_the_days_of_the_chart() -> None:
    chart = column_chart(BEGIN, [1, 0, 3, 2], BEGIN + timedelta(days=2), BEGIN + timedelta(days=20))
    assert [(one.x, one.y, one.number) for one in chart.columns] == [(5, 3, 0), (12, 0, 3)]


def test_a_strip_has_a_segment_for_each_stage_with_tracks() -> None:
    parts = [("Seed", "#111111", 2), ("Mixing", "#222222", 0), ("Out", "#333333", 5)]
    assert segments(parts) == [Segment("Seed", "#111111", 0, 2), Segment("Out", "#333333", 2, 5)]


@pytest.mark.parametrize(
    ("ahead", "due", "expected"),
    [
        ((10, 20, 30), 15, (30, (10, 20, 30), 15)),
        ((10, 20, 30), -5, (30, (10, 20, 30), 0)),
        ((), None, (28, (), None)),
        ((10, 900, 2000), 1200, (1095, (10, 900, 1095), 1095)),
    ],
    ids=["due in between", "due date is past", "nothing known", "far ahead"],
)
def test_a_range_begins_today(
    ahead: tuple[int, ...], due: int | None, expected: tuple[int, tuple[int, ...], int | None]
) -> None:
    likely = [BEGIN + timedelta(days=days) for days in ahead]
    by = None if due is None else BEGIN + timedelta(days=due)
    found = likely_days(likely, by, BEGIN, axis_end([*likely, by], BEGIN))
    assert (found.end, found.likely, found.due) == expected
