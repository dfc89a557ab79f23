"""How many tracks were in each stage at the end of each period."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.flow.stage_counts import flow_of
from prodash.model.history.clock import Clock
from tests.examples import examples
from tests.history.test_times import CLOCK, STAGES, TODAY, observed

WEEK_ENDS = [date(2026, 1, day) for day in (7, 14, 21, 28)]


def counted(tracks: Sequence[str], days: Sequence[date] = WEEK_ENDS, zone: timezone = UTC) -> dict[str, str]:
    """The counts of each stage in which tracks with such observations were, as in {"seed": "0 1 1 2"}."""
    flow = flow_of(map(observed, tracks), STAGES, days, Clock.of(STAGES, TODAY, zone))
    return {
        band.stage.id if band.stage else "?": " ".join(map(str, band.counts))
        for band in flow.bands
        if any(band.counts)
    }


@pytest.mark.parametrize(
    ("tracks", "expected"),
    [
        pytest.param([], {}, id="no track"),
        pytest.param([""], {}, id="a track without history"),
        pytest.param(["8 seed"], {"seed": "0 1 1 1"}, id="a track is there from its first observation on"),
        pytest.param(["7.9 seed"], {"seed": "1 1 1 1"}, id="the last day of a period belongs to it"),
        pytest.param(
            ["1 seed, 9 writing, 10 mixing"],
            {"seed": "1 0 0 0", "mixing": "0 1 1 1"},
            id="the last stage of a period counts",
        ),
        pytest.param(
            ["1 seed, 8 writing, 15 seed"], {"seed": "1 0 1 1", "writing": "0 1 0 0"}, id="back again"
        ),
        pytest.param(["1 seed, 8 -"], {"seed": "1 0 0 0"}, id="a removed track leaves"),
        pytest.param(["1 seed, 8 -, 22 mixing"], {"seed": "1 0 0 0", "mixing": "0 0 0 1"}, id="and returns"),
        pytest.param(["1 seed, 8 archived"], {"seed": "1 0 0 0"}, id="an archived track leaves"),
        pytest.param(["1 archived, 8 seed"], {"seed": "0 1 1 1"}, id="and is there when it is restored"),
        pytest.param(["1 seed, 8 published"], {"seed": "1 0 0 0", "published": "0 1 1 1"}, id="finished"),
        pytest.param(["1 old, 8 seed"], {"seed": "0 1 1 1", "?": "1 0 0 0"}, id="a stage that is gone"),
        pytest.param(["1 old, 8 older", "9 seed"], {"seed": "0 1 1 1", "?": "1 1 1 1"}, id="two of them"),
        pytest.param(["29 seed"], {}, id="after the last period"),
        pytest.param(
            ["15 seed, 2 mixing"], {"mixing": "0 0 1 1"}, id="a move dated before the one before it"
        ),
        pytest.param(
            ["1 seed, 8 mixing", "1 seed, 15 mixing", "2 mixing, 22 seed"],
            {"seed": "2 1 0 1", "mixing": "1 2 3 2"},
            id="several tracks",
        ),
    ],
)
def test_a_track_counts_where_it_was_at_the_end_of_a_period(
    tracks: Sequence[str], expected: dict[str, str]
) -> None:
    assert counted(tracks) == expected


def test_a_day_is_that_of_the_reader() -> None:
    assert counted(["7.9 seed"]) == {"seed": "1 1 1 1"}
    assert counted(["7.9 seed"], zone=timezone(timedelta(hours=9))) == {"seed": "0 1 1 1"}


def test_the_bands_are_in_the_order_of_the_stages_without_the_archived_ones() -> None:
    names = [
        band.stage and band.stage.id
        for band in flow_of([observed("1 old, 2 mixing")], STAGES, [date(2026, 1, 1)], CLOCK).bands
    ]
    assert names == ["seed", "writing", "mixing", "published", None]


def test_without_periods_nothing_is_counted() -> None:
    assert {band.counts for band in flow_of([observed("1 seed")], STAGES, [], CLOCK).bands} == {()}


DAYS = st.integers(1, 28)
OBSERVATIONS = st.lists(
    st.tuples(DAYS, st.sampled_from(["seed", "mixing", "published", "archived", "old", "-"])), max_size=6
).map(lambda found: ", ".join(f"{day} {stage}" for day, stage in sorted(found, key=lambda one: one[0])))


@examples(40)
@given(st.lists(OBSERVATIONS, max_size=5), st.sets(DAYS, max_size=6))
def test_all_tracks_that_are_there_and_not_archived_count_once(tracks: list[str], numbers: set[int]) -> None:
    days = [date(2026, 1, number) for number in sorted(numbers)]
    flow = flow_of(map(observed, tracks), STAGES, days, CLOCK)
    for place, day in enumerate(days):
        last = [
            [seen.stage for seen in observed(words) if CLOCK.day_of(seen.moment.seconds) <= day][-1:]
            for words in tracks
        ]
        there = sum(stage not in ([], [None], ["archived"]) for stage in last)
        assert sum(band.counts[place] for band in flow.bands) == there


@pytest.mark.parametrize(
    ("track", "stage", "expected"),
    [
        pytest.param("8 seed, 15 mixing", "seed", ("0 1 0 0", "0 1 0 0", "0 0 1 0"), id="arrived and left"),
        pytest.param("8 seed, 9 mixing, 10 seed", "seed", ("0 1 1 1", "0 1 0 0", "0 0 0 0"), id="one period"),
        pytest.param(
            "1 seed, 9 mixing, 10 seed", "seed", ("1 1 1 1", "1 0 0 0", "0 0 0 0"), id="back at once"
        ),
        pytest.param("1 old, 9 older", "?", ("1 1 1 1", "1 0 0 0", "0 0 0 0"), id="both stages are gone"),
        pytest.param("1 seed, 8 -", "seed", ("1 0 0 0", "1 0 0 0", "0 1 0 0"), id="removed"),
    ],
)
def test_what_arrived_and_left_is_told_by_the_ends_of_periods(
    track: str, stage: str, expected: tuple[str, str, str]
) -> None:
    flow = flow_of([observed(track)], STAGES, WEEK_ENDS, CLOCK)
    (band,) = [band for band in flow.bands if (band.stage.id if band.stage else "?") == stage]
    assert tuple(" ".join(map(str, numbers)) for numbers in band[1:]) == expected


def test_without_its_first_period_a_flow_has_no_band_for_stages_that_are_gone_by_then() -> None:
    later = flow_of([observed("1 old, 9 seed")], STAGES, WEEK_ENDS, CLOCK).after_first
    assert later.days == tuple(WEEK_ENDS[1:])
    assert later.bands[0] == (STAGES.in_order[0], (1, 1, 1), (1, 0, 0), (0, 0, 0))
    assert [band.stage for band in later.bands] == [*STAGES.path]
