"""Moves of many tracks: whatever happened, all are told once, in their order, and days and people only split them."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.history.history import Chain, History, Moment, Observation
from prodash.model.history.move_filters import MoveFilters
from prodash.model.history.moves import moves
from prodash.model.history.track_moves import people_in, track_moves
from tests.examples import examples
from tests.model.catalogues import TODAY, catalogue, track

PEOPLE = ("Ann", "Ben Ann", "José", "")
FIRST = 1_790_000_000
DAYS = st.integers(-9, 60).map(lambda days: date(2026, 9, 21) + timedelta(days=days))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Observations of a track, each with another stage than the one before, by clocks that may be wrong."""
    stages = draw(st.lists(st.sampled_from(["seed", "mix", "lost", None]), min_size=1, max_size=5))
    kept = [stage for number, stage in enumerate(stages) if number == 0 or stage != stages[number - 1]]
    return [
        Observation(
            stage,
            Moment(FIRST + draw(st.integers(0, 4_000_000)), draw(st.integers(-900, 900))),
            draw(st.sampled_from(PEOPLE)),
            "c0ffee",
            "tracks/old.yaml",
        )
        for stage in kept
    ]


HISTORIES = st.builds(
    lambda here, gone: History(_by_path("here", here), _by_path("gone", gone)),
    st.lists(chains(), max_size=4),
    st.lists(chains(), max_size=2),
)


def _by_path(name: str, found: list[Chain]) -> Mapping[str, Chain]:
    return {f"tracks/{name}-{number}.yaml": chain for number, chain in enumerate(found)}


CATALOGUE = catalogue(track("here-0"), track("here-1"))


@given(HISTORIES)
def test_each_move_is_told_once_and_none_before_a_newer_one(history: History) -> None:
    known = {**history.chains, **history.removed}
    told = track_moves(CATALOGUE, history, known)
    assert [one.move.moment.seconds for one in told] == sorted(
        (one.move.moment.seconds for one in told), reverse=True
    )
    for path, chain in known.items():
        assert [one.move for one in reversed(told) if one.path == path] == [*moves(chain)]
    assert len(told) == sum(map(len, known.values()))


@given(HISTORIES, DAYS)
def test_two_halves_of_a_time_have_all_moves(history: History, day: date) -> None:
    told = track_moves(CATALOGUE, history, {**history.chains, **history.removed})
    since = MoveFilters(since=str(day)).select(told, history, TODAY)
    before = MoveFilters(until=str(day - timedelta(days=1))).select(told, history, TODAY)
    assert since + before == told


@given(HISTORIES)
@examples(15)
def test_everybody_has_moves_and_all_have_all(history: History) -> None:
    told = track_moves(CATALOGUE, history, {**history.chains, **history.removed})
    people = [name for name in people_in(history) if name]
    for name in people:
        by_name = MoveFilters(who=(name.upper(),)).select(told, history, TODAY)
        assert by_name == [one for one in told if name in one.move.author] != []
    if people:
        anyone = MoveFilters(who=people).select(told, history, TODAY)
        assert anyone == [one for one in told if one.move.author]
