"""How long tracks were in their stages: what is a move, what stops the clock, and what is told of many."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.stage import Stage, StageKind, Stages
from prodash.model.history.clock import Clock
from prodash.model.history.history import Moment, Observation
from prodash.model.history.moves import moves
from prodash.model.history.stage_times import StageTime, stage_times
from prodash.model.history.standing_of import standing_of
from prodash.model.history.stays import stays
from prodash.model.history.stuck import StuckRule, stuck_rule
from prodash.model.history.track_time import track_time

KINDS = {"published": StageKind.FINISHED, "archived": StageKind.ARCHIVED}
STAGES = Stages.of(
    "stage",
    [
        Stage(name, name.title(), "#000000", kind=KINDS.get(name, StageKind.ACTIVE))
        for name in ("seed", "writing", "mixing", "published", "archived")
    ],
    is_declared=True,
)
TODAY = date(2026, 1, 31)
CLOCK = Clock.of(STAGES, TODAY, UTC)


def observed(words: str, *, is_cut: bool = False) -> list[Observation]:
    """Observations from words such as "1 seed, 2.5 mixing": the days of January, noon being half a day."""
    found = []
    for part in words.split(", ") if words else ():
        day, stage = part.split()
        time = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=float(day) - 1)
        moment = Moment(round(time.timestamp()))
        found.append(Observation(None if stage == "-" else stage, moment, "Ann", "c", "p", is_cut))
    return found


def stayed(words: str, zone: timezone = UTC) -> str:
    """The stays after such observations, as in "seed 3, mixing 5+": days, and what is not finished or not known."""
    signs = {"running": "…", "stopped": "|", "moved": ""}
    found = stays(observed(words), Clock.of(STAGES, TODAY, zone))
    return ", ".join(
        f"{stay.stage} {'≥' * stay.is_lower_bound}{stay.days(TODAY)}{signs[stay.ending]}" for stay in found
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("1 seed, 5 writing, 11 mixing", "seed 4, writing 6, mixing 20…"),
        ("1 mixing, 5 published", "mixing ≥4, published 26…"),
        ("1 seed, 5.1 writing, 5.9 mixing, 8 published", "seed 4, mixing 3, published 23…"),
        ("1 mixing, 1.5 writing", "writing 30…"),
        ("1 seed, 5 writing, 10.6 mixing, 11.4 writing, 15 mixing", "seed 4, writing 10, mixing 16…"),
        ("1 seed, 5 writing, 10.6 mixing, 11.8 writing", "seed 4, writing 5, mixing 1, writing 20…"),
        ("1 seed, 5 writing, 10.6 mixing, 10.9 published, 11.4 writing", "seed 4, writing 26…"),
        ("1 seed, 5 archived, 15 seed, 20 writing", "seed 9, writing 11…"),
        ("1 seed, 5 archived, 15 writing", "seed 4|, writing 16…"),
        ("1 seed, 5 -, 15 seed", "seed 20…"),
        ("1 seed, 5 -, 6.5 archived, 15 seed", "seed 20…"),
        ("1 seed, 5 -", "seed 4|"),
        ("1 archived, 5 mixing", "mixing 26…"),
        ("1 seed, 5 mixing, 3 published", "seed 4, published 26…"),
        ("1 seed, 5 gone, 9 mixing", "seed 4, gone 4, mixing 22…"),
    ],
    ids=lambda words: words or "nothing",
)
def test_days_are_told_for_each_stay(words: str, expected: str) -> None:
    assert stayed(words) == expected


def test_a_day_is_that_of_the_reader() -> None:
    words = "1 seed, 5.9 writing, 6.05 mixing"
    assert stayed(words) == "seed 4, writing 1, mixing 25…"
    assert stayed(words, timezone(timedelta(hours=9))) == "seed 5, mixing 25…"


def test_a_shallow_clone_does_not_know_when_a_first_stay_began() -> None:
    (stay,) = stays(observed("5 seed", is_cut=True), CLOCK)
    assert (stay.stage, stay.is_lower_bound) == ("seed", True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 seed, 5 mixing", (date(2026, 1, 5), 26, date(2026, 1, 5), False)),
        ("1 seed", (date(2026, 1, 1), 30, None, False)),
        ("1 mixing", (date(2026, 1, 1), 30, None, True)),
        ("1 seed, 5 published", (date(2026, 1, 5), None, date(2026, 1, 5), False)),
        ("1 seed, 5 archived", (date(2026, 1, 5), None, date(2026, 1, 5), False)),
        ("1 archived", (date(2026, 1, 1), None, None, True)),
        ("1 seed, 5 archived, 9 seed", (date(2026, 1, 1), 26, date(2026, 1, 9), False)),
        ("1 seed, 5.1 mixing, 5.2 seed", (date(2026, 1, 1), 30, date(2026, 1, 5), False)),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_a_track_knows_since_when_it_is_in_its_stage(words: str, expected: Sequence[object]) -> None:
    standing = standing_of(observed(words), CLOCK)
    assert standing is not None
    assert track_time(standing, CLOCK)[:4] == expected


def test_a_track_without_history_has_no_times() -> None:
    assert standing_of((), CLOCK) is None


def test_the_first_appearance_is_a_move_from_nowhere() -> None:
    made = moves(observed("1 seed, 5 mixing, 7 -, 9 mixing"))
    assert [(move.before, move.after, move.is_between_stages) for move in made] == [
        (None, "seed", False),
        ("seed", "mixing", True),
        ("mixing", None, False),
        (None, "mixing", False),
    ]


def test_a_stage_has_the_times_of_its_tracks() -> None:
    chains = [
        "1 seed, 5 mixing",
        "1 seed, 9 mixing, 12 published",
        "1 mixing, 31 published",
        "1 seed, 8 archived",
    ]
    found = stage_times((stays(observed(words), CLOCK) for words in chains), TODAY)
    assert found == {
        "seed": StageTime((4, 8), ()),
        "mixing": StageTime((3,), (26,)),
        "published": StageTime((), (0, 19)),
    }


@pytest.mark.parametrize(
    ("finished", "median", "percentile"),
    [
        ((1, 2, 3, 4), None, None),
        ((1, 2, 3, 4, 50), 3, None),
        ((1, 2, 3, 4, 50, 60), 3.5, None),
        (tuple(range(1, 11)), 5.5, 9),
        (tuple(range(1, 21)), 10.5, 17),
        ((7,) * 12, 7, 7),
    ],
    ids=str,
)
def test_few_finished_stays_have_no_middle(
    finished: tuple[int, ...], median: float | None, percentile: int | None
) -> None:
    time = StageTime(finished)
    assert (time.median, time.percentile_85) == (median, percentile)


def test_stuck_is_longer_than_most_or_than_was_asked() -> None:
    known = StageTime(tuple(range(1, 21)))
    assert (stuck_rule(known), stuck_rule(StageTime((1, 2))), stuck_rule(None), stuck_rule(known, 7)) == (
        StuckRule(17, "percentile"),
        StuckRule(30, "usual"),
        StuckRule(30, "usual"),
        StuckRule(7, "asked"),
    )
    assert [stuck_rule(known).is_broken(age) for age in (17, 18)] == [False, True]
    assert [stuck_rule(known, 7).is_broken(age) for age in (6, 7)] == [False, True]


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from(["seed", "mixing", "archived", "-"]))))
def test_stays_follow_each_other_and_none_took_less_than_a_day(steps: list[tuple[int, str]]) -> None:
    words = ", ".join(
        f"{1 + tenths / 10} {stage}" for tenths, stage in sorted(steps, key=lambda step: step[0])
    )
    found = stays(observed(words), CLOCK)
    assert all(stay.days(TODAY) >= 1 for stay in found if stay.ending != "running")
    assert all(one.until and one.until <= other.since for one, other in pairwise(found))
    assert sum(stay.days(TODAY) + stay.paused for stay in found) <= 31
