"""When tracks were finished: which moves count, on which day, and in which week."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.forecast.finishes import Finish, finishes, finishes_of
from prodash.model.forecast.throughput import Throughput, known_since, throughput
from prodash.model.history.clock import Clock
from prodash.model.history.history import NO_HISTORY, History
from tests.history.test_times import CLOCK, STAGES, TODAY, observed

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 mixing, 5 published", 5),
        ("1 published", None),
        ("1 mixing", None),
        ("1 mixing, 5 published, 9 archived", 5),
        ("1 mixing, 5 archived", None),
        ("1 mixing, 5 archived, 9 published", None),
        ("1 mixing, 5 published, 9 archived, 12 published", 5),
        ("1 mixing, 5 published, 9 mixing", None),
        ("1 mixing, 5 published, 9 archived, 12 mixing", None),
        ("1 mixing, 5 published, 9 mixing, 12 published", 12),
        ("1 mixing, 5 published, 9 archived, 12 mixing, 15 published", 15),
        ("1 published, 5 mixing, 9 published", 9),
        ("1 mixing, 5 published, 9.2 mixing, 9.8 published", 5),
        ("1 mixing, 5.2 published, 5.8 mixing", None),
        ("1 mixing, 5 published, 7 -", 5),
        ("1 mixing, 5 -, 9 published", 9),
        ("1 mixing, 5 published, 7 -, 9 published", 5),
        ("1 mixing, 5 published, 7 -, 9 mixing", None),
        ("1 gone, 5 published", 5),
        ("1 mixing, 5 published, 9 gone", None),
        ("9 mixing, 5 published", 9),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_a_finish_is_the_latest_move_from_work_to_done_that_still_holds(words: str, day: int | None) -> None:
    expected = () if day is None else (Finish("a", date(2026, 1, day)),)
    assert finishes_of({"a": observed(words)}, CLOCK) == expected


def test_a_move_between_finished_stages_is_no_new_finish() -> None:
    two = CLOCK._replace(ageless=CLOCK.ageless | {"released"})
    found = finishes_of({"a": observed("1 mixing, 5 published, 9 released, 12 published")}, two)
    assert found == (Finish("a", date(2026, 1, 5)),)


def test_the_day_is_that_of_the_reader() -> None:
    tokyo = Clock.of(STAGES, TODAY, timezone(timedelta(hours=9)))
    assert finishes_of({"a": observed("1 mixing, 5.9 published")}, tokyo) == (Finish("a", date(2026, 1, 6)),)


def test_tracks_that_were_removed_later_were_finished_all_the_same() -> None:
    chains = {"a": observed("1 mixing, 5 published"), "b": observed("1 mixing")}
    removed = {"c": observed("1 mixing, 6 published, 9 -"), "d": observed("1 mixing, 9 -")}
    assert finishes(History(chains, removed), CLOCK) == (
        Finish("a", date(2026, 1, 5)),
        Finish("c", date(2026, 1, 6)),
    )


STEPS = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(["seed", "mixing", "published", "archived", "gone", "-"]),
    ),
    max_size=12,
)


@given(STEPS)
def test_a_track_has_a_finish_only_while_it_is_not_active(steps: Sequence[tuple[int, str]]) -> None:
    day, words = 0, []
    for days, stage in steps:
        day += days
        words.append(f"{day} {stage}")
    chain = observed(", ".join(words))
    found = finishes_of({"a": chain}, CLOCK)
    known = [one.stage for one in chain if one.stage]
    assert len(found) <= 1
    if found:
        assert known[-1] in {"published", "archived"}
        assert known[0] != "published" or {"seed", "mixing", "gone"} & {*known}
        moved = {CLOCK.day_of(one.moment.seconds) for one in chain if one.stage == "published"}
        assert found[0].day in moved
        # Whoever archives or removes it afterwards changes nothing.
        later = [*chain, *observed(f"{day + 2} archived, {day + 4} -")]
        assert finishes_of({"a": later}, CLOCK) == found


@pytest.mark.parametrize(
    ("days", "first", "until", "expected"),
    [
        ([], 5, 5, Throughput(MONDAY, ())),
        ([], 5, 11, Throughput(MONDAY, ())),
        ([], 5, 12, Throughput(MONDAY, (0,))),
        ([5, 11, 12], 5, 25, Throughput(MONDAY, (2, 1))),
        ([5, 11, 26], 5, 28, Throughput(MONDAY, (2, 0, 0))),
        ([5, 13], 6, 28, Throughput(MONDAY + WEEK, (1, 0))),
        ([1, 5], 5, 14, Throughput(MONDAY, (1,))),
        ([5], 20, 5, Throughput(date(2026, 1, 26), ())),
    ],
    ids=[
        *("no time at all", "the current week", "a week without any", "Monday to Sunday"),
        *("zeros stay", "a first week that is not whole", "before the first week", "nothing is whole"),
    ],
)
def test_whole_weeks_are_counted(days: list[int], first: int, until: int, expected: Throughput) -> None:
    found = throughput((date(2026, 1, day) for day in days), date(2026, 1, first), date(2026, 1, until))
    assert found == expected


@given(
    st.lists(st.integers(0, 400)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(1, 60),
)
def test_every_finish_of_a_whole_week_is_counted_once(
    days: list[int], first: int, until: int, weeks: int
) -> None:
    start, end = MONDAY + timedelta(days=first), MONDAY + timedelta(days=until)
    made = [MONDAY + timedelta(days=day) for day in days]
    found = throughput(made, start, end)
    for monday, count in zip(found.first_days, found.counts, strict=True):
        assert (monday.weekday(), start <= monday, monday + WEEK <= end) == (0, True, True)
        assert count == sum(monday <= day < monday + WEEK for day in made)
    assert (end - start) - len(found.counts) * WEEK < 2 * WEEK
    last = found.last(weeks)
    assert last.counts == found.counts[-weeks:]
    assert last.first_days == found.first_days[-weeks:]


def test_the_history_begins_with_its_oldest_commit() -> None:
    chains = {"a": observed("7 mixing, 9 published"), "b": observed("3 seed")}
    assert known_since(History(chains, {"c": observed("2 seed, 4 -")}), CLOCK) == date(2026, 1, 2)
    assert known_since(NO_HISTORY, CLOCK) is None
    not_committed = [one._replace(commit="") for one in observed("5 seed")]
    assert known_since(History({"a": not_committed}, {}), CLOCK) is None


def test_a_shallow_clone_knows_everything_from_its_newest_boundary_on() -> None:
    chains = {"a": observed("2 mixing", is_cut=True), "b": observed("5 seed", is_cut=True)}
    known = History({**chains, "c": observed("9 seed")}, {}, is_cut=True)
    assert known_since(known, Clock.of(STAGES, TODAY, UTC)) == date(2026, 1, 5)
