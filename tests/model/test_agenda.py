"""The agenda has every track once, the soonest first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Kind, Stage
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.views.agenda import When, agenda, asked_for, dated

TODAY = date(2026, 11, 21)
STAGES = [
    Stage("seed", "Seed", "#000000"),
    Stage("mix", "Mix", "#000000"),
    Stage("out", "Out", "#000000", kind=Kind.FINISHED),
    Stage("shelf", "Shelf", "#000000", kind=Kind.ARCHIVED),
]


def catalogue(*tracks: Track) -> Catalogue:
    ep = Project("ep", "EP", "#000000", due=TODAY + timedelta(days=3))
    return Catalogue.of(stages=STAGES, workflows=None, projects=[ep], tracks=tracks)


def track(name: str, days: int | None, stage: str = "seed", projects: tuple[str, ...] = ()) -> Track:
    due = None if days is None else TODAY + timedelta(days=days)
    return Track(name, f"tracks/{name}.yaml", name, stage, projects=projects, due=due)


PLACES = {
    "long ago": (track("a", -400), When.PAST),
    "yesterday": (track("a", -1), When.PAST),
    "today": (track("a", 0), When.TODAY),
    "tomorrow": (track("a", 1), When.WEEK),
    "in a week": (track("a", 7), When.WEEK),
    "in eight days": (track("a", 8), When.LATER),
    "from its project": (track("a", None, projects=("ep",)), When.WEEK),
    "its own date wins": (track("a", 9, projects=("ep",)), When.LATER),
    "no date": (track("a", None), When.UNDATED),
    "finished": (track("a", -1, "out"), When.SETTLED),
    "finished without a date": (track("a", None, "out"), When.SETTLED),
    "archived": (track("a", 0, "shelf"), When.SETTLED),
    "in no known stage": (track("a", -1, "nowhere"), When.PAST),
}


@pytest.mark.parametrize(("one", "when"), PLACES.values(), ids=PLACES)
def test_a_track_is_where_its_date_and_stage_put_it(one: Track, when: When) -> None:
    found = catalogue(one)
    assert next(dated(found, found.tracks, TODAY)).when is when


def test_tracks_of_one_day_are_in_the_order_of_their_stages_and_then_of_their_titles() -> None:
    found = catalogue(
        track("b", 1, "mix"), track("a", 1, "mix"), track("z", 1), track("c", -1), track("x", 1, "y")
    )
    assert [entry.track.id for entry in agenda(found, found.tracks, TODAY).entries] == [
        "c",
        "z",
        "a",
        "b",
        "x",
    ]


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(-20, 20),
            st.sampled_from(["seed", "mix", "out", "shelf", "nowhere", ""]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_track_is_there_once_in_the_order_of_groups_and_days(
    given_tracks: list[tuple[int | None, str, bool]],
) -> None:
    tracks = [
        track(f"t{n}", days, stage, ("ep",) * inside) for n, (days, stage, inside) in enumerate(given_tracks)
    ]
    found = catalogue(*tracks)
    whole = agenda(found, found.tracks, TODAY)
    assert sorted(e.track.id for e in whole.entries) == sorted(t.id for t in tracks)
    assert [e for _, entries in whole.groups for e in entries] == [*whole.entries]
    assert [when for when, _ in whole.groups] == [when for when in When if whole.of(when)]
    for when, entries in whole.groups:
        days = [entry.due.day for entry in entries if entry.due]
        assert days == sorted(days)
        assert len(days) == len(entries) or when in {When.UNDATED, When.SETTLED}


DATED = {When.PAST, When.TODAY, When.WEEK, When.LATER}
ASKED = {
    "nothing": (Filters(), DATED),
    "all": (Filters(all=True), {*When}),
    "a track": (Filters(track=("a",)), {*When}),
    "no track": (Filters(track=()), {*When}),
    "a stage": (Filters(stage=("out",)), {*DATED, When.SETTLED}),
    "later stages": (Filters(past="seed"), DATED),
    "no date": (Filters(due=("week, NONE",)), {*DATED, When.UNDATED}),
    "a date": (Filters(due=("week",)), DATED),
    "another filter": (Filters(search="none"), DATED),
}


@pytest.mark.parametrize(("filters", "expected"), ASKED.values(), ids=ASKED)
def test_what_waits_for_no_date_is_asked_for_by_name(filters: Filters, expected: set[When]) -> None:
    assert asked_for(filters) == tuple(when for when in When if when in expected)
