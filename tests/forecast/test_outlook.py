"""When the rest will be done: the chances exactly, the dates they give, and how often those are kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, product
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.forecast.distribution import done_curve
from prodash.model.forecast.forecast import (
    Basis,
    Forecast,
    enough_weeks,
    forecast,
    has_own_tempo,
)
from prodash.model.forecast.outlook import MAX_WEEKS, likely_tempos, outlook
from prodash.model.forecast.throughput import Throughput

TODAY = date(2026, 11, 21)
COUNTS = st.lists(st.integers(0, 4), min_size=1, max_size=3).filter(any)
WEEK_COUNTS = st.lists(st.integers(0, 6), min_size=2, max_size=30).filter(any)


@given(COUNTS, st.integers(1, 6))
def test_the_chances_are_those_of_all_ways_in_which_weeks_can_follow(counts: list[int], todo: int) -> None:
    found = done_curve(tuple(counts), todo, todo, 5)
    for weeks, chance in enumerate(found, 1):
        ways = [sum(way) >= todo for way in product(counts, repeat=weeks)]
        assert isclose(chance, sum(ways) / len(ways), abs_tol=1e-8)
    assert len(found) == 5 or found[-1] > 0.999


@given(COUNTS, st.integers(1, 4), st.integers(0, 4))
def test_a_part_is_done_when_the_last_of_it_is_and_every_order_is_as_likely(
    counts: list[int], todo: int, others: int
) -> None:
    of_all = todo + others
    orders = [*combinations(range(1, of_all + 1), todo)]
    for weeks, chance in enumerate(done_curve(tuple(counts), todo, of_all, 4), 1):
        ways = [sum(way) for way in product(counts, repeat=weeks)]
        done = [max(order) <= finished for finished in ways for order in orders]
        assert isclose(chance, sum(done) / len(done), abs_tol=1e-8)


@given(WEEK_COUNTS, st.integers(1, 60), st.integers(0, 60))
def test_the_longer_one_waits_the_likelier_it_is(counts: list[int], todo: int, others: int) -> None:
    found = outlook(tuple(counts), todo, todo + others)
    chances = [found.chance(weeks) for weeks in (0, 0.5, 1, 7, 7.5, 30, MAX_WEEKS)]
    assert chances == sorted(chances)
    assert (chances[0], chances[-1] <= 1) == (0, True)
    weeks = [found.weeks_until(chance) or MAX_WEEKS + 1 for chance in (0.5, 0.85, 0.95)]
    assert weeks == sorted(weeks)
    for chance, number in zip((0.5, 0.85, 0.95), weeks, strict=True):
        assert number > MAX_WEEKS or found.chance(number) >= chance > found.chance(number - 1)
    # A part is never later than all.
    whole = outlook(tuple(counts), todo + others, todo + others)
    assert all(found.chance(weeks) > whole.chance(weeks) - 1e-6 for weeks in (1, 7, 30, MAX_WEEKS))


def test_a_tempo_that_never_varies_gives_one_date() -> None:
    found = outlook((2,) * 12, 7, 7)
    assert [found.weeks_until(chance) for chance in (0.05, 0.5, 0.95)] == [4, 4, 4]


def test_nobody_plans_further_than_five_years_ahead() -> None:
    assert outlook((1,) * 8, MAX_WEEKS, MAX_WEEKS).weeks_until(0.5) == MAX_WEEKS
    assert outlook((1,) * 8, MAX_WEEKS + 1, MAX_WEEKS + 1).weeks_until(0.5) is None


@given(WEEK_COUNTS)
def test_likely_tempos_are_around_that_of_the_past(counts: list[int]) -> None:
    tempos = likely_tempos(counts)
    assert [*tempos] == sorted(tempos)
    assert 0 < tempos[0] <= 1 <= tempos[-1] < 5


def weeks(*counts: int) -> Throughput:
    """The throughput of these weeks, the last of which is the one before today's."""
    return Throughput(date(2026, 11, 16) - timedelta(weeks=len(counts)), counts)


def made(counts: Sequence[int], todo: int = 4, due: date | None = None, today: date = TODAY) -> Forecast:
    return forecast(todo, today, due, Basis(weeks(*counts)))


STEADY = (1,) * 20


@pytest.mark.parametrize(
    ("counts", "todo", "days"),
    [
        (STEADY, 4, [28, 28, 28]),
        (STEADY, 0, [None] * 3),
        ((1, 1, 1, 1, 1), 4, [None] * 3),
        ((1, 1, 1, 1, 1, 0), 4, [35, 42, 56]),
        ((0, 0, 0, 0, 4, 0), 4, [None] * 3),
        ((0,) * 26, 4, [None] * 3),
        (STEADY, 500, [None] * 3),
    ],
    ids=["steady", "all done", "five weeks", "six weeks", "four finishes", "none", "over five years"],
)
def test_weeks_are_counted_from_today(counts: Sequence[int], todo: int, days: list[int | None]) -> None:
    found = made(counts, todo)
    assert [found.day(percent) and (found.day(percent) or TODAY) - TODAY for percent in (50, 85, 95)] == [
        None if number is None else timedelta(days=number) for number in days
    ]


@pytest.mark.parametrize(
    ("counts", "todo", "days", "chance"),
    [
        (STEADY, 4, 28, 100),
        (STEADY, 4, 21, 0),
        (STEADY, 4, 0, 0),
        (STEADY, 4, -1, 0),
        (STEADY, 0, 28, None),
        (STEADY, 4, None, None),
        ((1, 1), 4, 28, None),
        ((1, 1), 4, -1, 0),
    ],
    ids=[
        *("on the day", "too early", "today", "past", "all done", "no due date"),
        *("too little history", "past, whatever the history"),
    ],
)
def test_a_due_date_has_a_chance(
    counts: Sequence[int], todo: int, days: int | None, chance: float | None
) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    assert made(counts, todo, due).chance == chance


def test_a_date_and_the_chance_of_that_date_agree() -> None:
    counts = (0, 1, 0, 2, 1, 0, 0, 3, 1, 0, 1, 2) * 2
    late = made(counts).day(85)
    assert late
    assert 85 <= (made(counts, due=late).chance or 0) < 95
    assert (made(counts, due=late - timedelta(days=7)).chance or 0) < 85


def test_the_end_of_the_calendar_is_later_than_five_years() -> None:
    assert made(STEADY, today=date(9999, 12, 1)).day(50) == date(9999, 12, 29)
    assert made(STEADY, today=date(9999, 12, 15)).day(50) is None


def test_tracks_with_eight_finishes_have_a_tempo_of_their_own() -> None:
    own, few, young = weeks(*(1,) * 8), weeks(*(1,) * 7), weeks(2, 2, 2, 2, 2)
    assert [has_own_tempo(one) for one in (own, few, young)] == [True, False, False]


def test_a_part_of_all_tracks_is_done_a_little_earlier_than_all() -> None:
    every = weeks(*(0, 3, 1, 2) * 6)
    parts = [forecast(todo, TODAY, None, Basis(every, 40)).weeks(50) for todo in (1, 10, 39, 40)]
    assert parts == [14, 25, 27, 27]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((5,) * 3, None), ((1,) * 6, 6), ((5, *(0,) * 30), 31), ((0,) * 99, None), ((1, 1, 1, 1), None)],
)
def test_the_fewest_weeks_that_are_enough_are_found(counts: Sequence[int], expected: int | None) -> None:
    assert enough_weeks(counts) == expected
