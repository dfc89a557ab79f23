"""The time of which flow tells: its periods, what it leaves out, and where tracks have piled up."""

from collections.abc import Sequence
from datetime import UTC, date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodash.errors import UsageError
from prodash.model.dates.today import Today
from prodash.model.flow.answer import flow_answer
from prodash.model.flow.asked_periods import PER, AskedPeriods, Per
from prodash.model.flow.bottleneck import find_bottleneck
from prodash.model.flow.periods import Window, even_ends, period_ends, window_of
from prodash.model.flow.stage_counts import Band, Flow, flow_of
from prodash.model.flow.unseen import Unseen, counted_in
from prodash.model.history.clock import Clock
from tests.examples import examples
from tests.history.test_times import STAGES, observed

TODAY = date(2026, 11, 21)
OLDEST = date(2025, 1, 14)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({}, (date(2026, 5, 18), TODAY, False), id="26 whole weeks and this one"),
        pytest.param({"since": "2026-11-01"}, (date(2026, 11, 1), TODAY, False), id="since a day"),
        pytest.param({"since": "2000-01-01"}, (OLDEST, TODAY, True), id="no earlier than the history"),
        pytest.param({"until": "2025-03-01"}, (OLDEST, date(2025, 3, 1), True), id="until a day"),
        pytest.param(
            {"until": "2026-06-30"}, (date(2025, 12, 29), date(2026, 6, 30), False), id="26 weeks ago"
        ),
        pytest.param({"until": "2027-06-30"}, (date(2026, 5, 18), TODAY, False), id="until the future"),
        pytest.param({"since": "last month"}, (date(2026, 10, 1), TODAY, False), id="a phrase"),
        pytest.param({"since": "today"}, (TODAY, TODAY, False), id="one day"),
        pytest.param({"until": "2025-01-13"}, None, id="before the history"),
    ],
)
def test_a_window_is_half_a_year_unless_the_user_asks(
    asked: dict[str, str], expected: Sequence[object] | None
) -> None:
    assert window_of(AskedPeriods(**asked), OLDEST, TODAY) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"since": "2026-11-22"},
            "--since 2026-11-22 is in the future; choose a day until today (2026-11-21)",
        ),
        (
            {"since": "october", "until": "2026-09-30"},
            "--until 2026-09-30 is before --since october (2026-10-01)",
        ),
    ],
    ids=["in the future", "turned around"],
)
def test_a_window_that_cannot_be_is_refused(asked: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=r".*") as error:
        window_of(AskedPeriods(**asked), OLDEST, TODAY)  # type: ignore[arg-type]
    assert str(error.value) == words


def test_a_window_may_begin_and_end_with_the_calendar() -> None:
    assert window_of(AskedPeriods(), date.min, date(1, 3, 1)) == (date.min, date(1, 3, 1), True)
    last = window_of(AskedPeriods(), date.max, date.max)
    assert last is not None
    assert {per: period_ends(last, per) for per in PER} == {per: [date.max] for per in PER}


@pytest.mark.parametrize("first_weekday", range(7))
def test_weeks_begin_on_the_weekday_of_the_reader(first_weekday: int) -> None:
    for day in (date.min, date(2026, 3, 12), date.max):
        today = Today.of(day, "", first_weekday, lambda _: None)
        window = window_of(AskedPeriods(), date.min, today)
        assert window is not None
        *ends, last = period_ends(window, "week", first_weekday)
        assert last == day
        assert {one.weekday() for one in ends} <= {(first_weekday - 1) % 7}
        if day.year > 1:
            assert (window.first.weekday(), len(ends)) == (first_weekday, 26)


def days(*numbers: int) -> list[date]:
    return [date(2026, number // 100, number % 100) for number in numbers]


@pytest.mark.parametrize(
    ("per", "first", "last", "expected"),
    [
        ("week", 304, 312, [308, 312]),
        ("week", 302, 308, [308]),
        ("week", 302, 309, [308, 309]),
        ("month", 115, 305, [131, 228, 305]),
        ("month", 101, 131, [131]),
        ("day", 227, 302, [227, 228, 301, 302]),
    ],
    ids=str,
)
def test_the_last_period_ends_with_the_window(
    per: Per, first: int, last: int, expected: Sequence[int]
) -> None:
    assert period_ends(Window(*days(first, last), is_from_beginning=False), per) == days(*expected)


@examples(40)
@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 900), st.integers(1, 300))
def test_even_periods_are_no_more_than_asked_and_end_with_the_window(
    start: date, length: int, most: int
) -> None:
    last = date.fromordinal(start.toordinal() + length)
    ends = even_ends(Window(start, last, is_from_beginning=False), most)
    assert 1 <= len(ends) <= most
    assert (ends[-1], start <= ends[0] <= last) == (last, True)
    assert len({(after - before).days for before, after in pairwise(ends)}) <= 1


JANUARY = Window(date(2026, 1, 10), date(2026, 1, 20), is_from_beginning=False)


@pytest.mark.parametrize(
    ("track", "unseen", "rest"),
    [
        pytest.param("", Unseen(), 0, id="nothing"),
        pytest.param("1 seed, 12 mixing", Unseen(), 2, id="forward"),
        pytest.param("1 seed, 5 published", Unseen(finished=1), 0, id="finished before"),
        pytest.param("1 published", Unseen(finished=1), 0, id="added as finished before"),
        pytest.param("12 published", Unseen(added=1), 0, id="added as finished"),
        pytest.param("12 published, 13 mixing", Unseen(back=1), 1, id="added as finished and reopened"),
        pytest.param(
            "12 published, 25 mixing", Unseen(added=1), 1, id="added as finished and reopened later"
        ),
        pytest.param("25 published", Unseen(), 0, id="added as finished after the window"),
        pytest.param("12 mixing, 12.1 published", Unseen(), 2, id="added and finished on the same day"),
        pytest.param(
            "1 seed, 9.9 published, 12 mixing", Unseen(back=1), 1, id="finished before and reopened"
        ),
        pytest.param("5 published, 12 mixing, 14 published", Unseen(back=1), 2, id="finished once more"),
        pytest.param("5 published, 12 archived", Unseen(archived=1), 1, id="finished before, and archived"),
        pytest.param("5 published, 25 mixing", Unseen(finished=1), 1, id="reopened after the window"),
        pytest.param("1 seed, 10 published", Unseen(), 2, id="finished on the first day"),
        pytest.param("1 mixing, 12 seed, 13 mixing, 14 writing", Unseen(back=2), 4, id="back and forth"),
        pytest.param("1 mixing, 9 seed, 21 mixing, 22 seed", Unseen(), 4, id="outside the window"),
        pytest.param("1 mixing, 12 archived", Unseen(archived=1), 2, id="archived"),
        pytest.param("1 mixing, 12 archived, 13 seed", Unseen(), 3, id="archived and restored"),
        pytest.param("1 mixing, 12 -", Unseen(removed=1), 2, id="removed"),
        pytest.param("12 mixing, 13 -", Unseen(removed=1), 2, id="added and removed"),
        pytest.param("1 mixing, 5 -", Unseen(), 2, id="removed before"),
        pytest.param("12 archived", Unseen(), 1, id="added to the archive"),
        pytest.param("1 old, 12 seed", Unseen(), 2, id="from a stage that is gone"),
        pytest.param("1 published, 12 old", Unseen(), 1, id="to a stage that is gone"),
    ],
)
def test_what_the_counts_do_not_show_is_counted(track: str, unseen: Unseen, rest: int) -> None:
    found = counted_in(JANUARY, [observed(track)], STAGES, Clock.of(STAGES, TODAY, UTC))
    assert found.unseen == unseen
    assert [*map(len, found.chains)] == [rest]


def test_tracks_that_were_finished_when_the_history_began_are_no_finishes() -> None:
    window = JANUARY._replace(is_from_beginning=True)
    tracks = [observed("10 published"), observed("10 seed, 12 published"), observed("11 published")]
    found = counted_in(window, tracks, STAGES, Clock.of(STAGES, TODAY, UTC))
    assert (found.unseen, [*map(len, found.chains)]) == (Unseen(finished=1, added=1), [0, 2, 0])


DAYS = st.integers(1, 30)
STAGE_NAMES = st.sampled_from(["seed", "mixing", "published", "archived", "old", "-"])
# In no order, as clocks of several computers may be.
TRACKS = st.lists(
    st.lists(st.tuples(DAYS, STAGE_NAMES), max_size=6).map(
        lambda found: ", ".join(f"{day} {stage}" for day, stage in found)
    ),
    max_size=5,
)


@example(["12 published, 5 mixing"], 10, 11)
@examples(40)
@given(TRACKS, DAYS, DAYS)
def test_every_track_is_counted_or_was_finished_before_or_is_not_there(
    tracks: list[str], one: int, other: int
) -> None:
    window = Window(*days(100 + min(one, other), 100 + max(one, other)), is_from_beginning=False)
    clock = Clock.of(STAGES, TODAY, UTC)
    answer = flow_answer([*map(observed, tracks)], STAGES, window, period_ends(window, "day"), clock)
    whole = flow_of(map(observed, tracks), STAGES, [window.last], clock)
    there = sum(band.counts[-1] for band in whole.bands)
    assert (
        sum(band.counts[-1] for band in answer.flow.bands) + answer.unseen.finished + answer.unseen.added
        == there
    )
    for band in answer.flow.bands:
        steps = zip(band.counts, band.counts[1:], band.arrived[1:], band.left[1:], strict=False)
        assert all(before + arrived - left == after for before, after, arrived, left in steps)
    assert answer.moves or not any(sum(band.arrived) for band in answer.flow.bands)


def grown(**counts: tuple[int, int]) -> Flow:
    bands = [Band(stage, counts.get(stage.id, (0, 0))) for stage in STAGES.path]
    return Flow((date(2026, 1, 1), TODAY), (*bands, Band(None, counts.get("gone", (0, 0)))))


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        pytest.param(grown(), None, id="nothing"),
        pytest.param(grown(mixing=(2, 4)), None, id="two more"),
        pytest.param(grown(mixing=(2, 5)), ("mixing", 2, 5), id="three more"),
        pytest.param(grown(writing=(0, 4), mixing=(2, 5)), ("writing", 0, 4), id="the most"),
        pytest.param(grown(writing=(0, 4), mixing=(9, 13)), ("mixing", 9, 13), id="two alike"),
        pytest.param(grown(seed=(0, 90)), None, id="ideas"),
        pytest.param(grown(published=(0, 90)), None, id="finished"),
        pytest.param(grown(gone=(0, 90)), None, id="stages that are gone"),
        pytest.param(grown(mixing=(9, 2)), None, id="fewer"),
        pytest.param(Flow((), tuple(Band(stage, ()) for stage in STAGES.path)), None, id="no period"),
    ],
)
def test_the_bottleneck_is_the_active_stage_that_grew_most(
    flow: Flow, expected: tuple[str, int, int] | None
) -> None:
    found = find_bottleneck(flow)
    assert (found and (found.stage.id, found.before, found.now)) == expected


def test_the_last_stage_is_no_bottleneck_even_if_it_is_not_of_kind_finished() -> None:
    bands = [Band(stage, (0, 9 * number)) for number, stage in enumerate(STAGES.path[:3])]
    found = find_bottleneck(Flow((date(2026, 1, 1), TODAY), tuple(bands)))
    assert (found and found.stage.id) == "writing"
