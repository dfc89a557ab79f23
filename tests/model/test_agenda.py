"""The agenda has every track once, the earliest due first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.views.agenda import agenda, due_tracks, shown_groups

TODAY = date(2026, 11, 21)
STAGES = [
    Stage("seed", "Seed", "#000000"),
    Stage("mix", "Mix", "#000000"),
    Stage("out", "Out", "#000000", kind=StageKind.FINISHED),
    Stage("shelf", "Shelf", "#000000", kind=StageKind.ARCHIVED),
]


def catalogue(*tracks: Track) -> Catalogue:
    ep = Project("ep", "EP", "#000000", due=TODAY + timedelta(days=3))
    return Catalogue.of(stages=STAGES, workflows=None, projects=[ep], tracks=tracks)


def track(name: str, days: int | None, stage: str = "seed", projects: tuple[str, ...] = ()) -> Track:
    due = None if days is None else TODAY + timedelta(days=days)
    return Track(name, f"tracks/{name}.yaml", name, stage, projects=projects, due=due)


PLACES = {
    "long ago": (track("a", -400), Urgency.OVERDUE),
    "yesterday": (track("a", -1), Urgency.OVERDUE),
    "today": (track("a", 0), Urgency.TODAY),
    "tomorrow": (track("a", 1), Urgency.TOMORROW),
    "in a week": (track("a", 7), Urgency.WEEK),
    "in eight days": (track("a", 8), Urgency.LATER),
    "from its project": (track("a", None, projects=("ep",)), Urgency.WEEK),
    "its own date wins": (track("a", 9, projects=("ep",)), Urgency.LATER),
    "no date": (track("a", None), Urgency.NONE),
    "finished": (track("a", -1, "out"), Urgency.DONE),
    "finished without a date": (track("a", None, "out"), Urgency.DONE),
    "archived": (track("a", 0, "shelf"), Urgency.DONE),
    "in no known stage": (track("a", -1, "nowhere"), Urgency.OVERDUE),
}


@pytest.mark.parametrize(("one", "when"), PLACES.values(), ids=PLACES)
def test_date_and_stage_decide_the_group_of_a_track(one: Track, when: Urgency) -> None:
    found = catalogue(one)
    assert next(due_tracks(found, found.tracks, TODAY)).urgency is when


def test_tracks_due_on_one_day_are_sorted_by_stage_and_then_by_title() -> None:
    found = catalogue(
        track("b", 1, "mix"), track("a", 1, "mix"), track("z", 1), track("c", -1), track("x", 1, "y")
    )
    assert [entry.track.id for entry in agenda(found, found.tracks, TODAY).tracks] == [
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
def test_every_track_appears_once_in_the_order_of_groups_and_days(
    given_tracks: list[tuple[int | None, str, bool]],
) -> None:
    tracks = [
        track(f"t{n}", days, stage, ("ep",) * inside) for n, (days, stage, inside) in enumerate(given_tracks)
    ]
    found = catalogue(*tracks)
    whole = agenda(found, found.tracks, TODAY)
    assert sorted(e.track.id for e in whole.tracks) == sorted(t.id for t in tracks)
    assert [e for _, entries in whole.groups for e in entries] == [*whole.tracks]
    assert [when for when, _ in whole.groups] == [when for when in Urgency if whole.of(when)]
    for when, entries in whole.groups:
        days = [entry.due.day for entry in entries if entry.due]
        assert days == sorted(days)
        assert len(days) == len(entries) or when in {Urgency.NONE, Urgency.DONE}


DATED = {*Urgency} - {Urgency.NONE, Urgency.DONE}
COMPLETE_ARGUMENT = {
    "nothing": (Filters(), DATED),
    "all": (Filters(all=True), {*Urgency}),
    "a track": (Filters(track=("a",)), {*Urgency}),
    "no track": (Filters(track=()), {*Urgency}),
    "a stage": (Filters(stage=("out",)), {*DATED, Urgency.DONE}),
    "later stages": (Filters(past="seed"), DATED),
    "no date": (Filters(due=("week, NONE",)), {*DATED, Urgency.NONE}),
    "a date": (Filters(due=("week",)), DATED),
    "not any date": (Filters(not_due=("Any",)), {*DATED, Urgency.NONE}),
    "not a date": (Filters(not_due=("week",)), DATED),
    "another filter": (Filters(search="none"), DATED),
}


@pytest.mark.parametrize(("filters", "expected"), COMPLETE_ARGUMENT.values(), ids=COMPLETE_ARGUMENT)
def test_undated_and_done_tracks_are_shown_only_on_request(filters: Filters, expected: set[Urgency]) -> None:
    assert shown_groups(filters) == tuple(when for when in Urgency if when in expected)
