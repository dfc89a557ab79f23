"""Tracks are a sequence like any other; what is asked once for a value is true of each track that has it."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import DUE_FIELDS, Tracks
from prodash.model.names.names import fold
from prodash.model.select.conditions import criteria
from prodash.model.select.filters import Filters
from tests.examples import examples
from tests.model.catalogues import TODAY, catalogue, catalogues, track

QUESTIONS: tuple[tuple[Callable[[Track], bool], Sequence[str]], ...] = (
    (lambda _: True, ["stage"]),
    (lambda _: False, ["due"]),
    (lambda track: track.stage == "seed", ["stage"]),
    (lambda track: "vox" in track.workflows, ["workflows"]),
    (lambda track: not track.projects, ["projects"]),
    (lambda track: len(track.projects) > len(track.workflows), ["projects", "workflows"]),
    (lambda track: (track.due or TODAY) < TODAY, ["due"]),
)


@given(catalogues(), st.sampled_from(QUESTIONS))
def test_what_is_asked_once_for_values_is_true_of_each_track(
    found: Catalogue, question: tuple[Callable[[Track], bool], Sequence[str]]
) -> None:
    condition, fields = question
    right = [*filter(condition, found.tracks)]
    assert [*found.tracks.which_alike(condition, *fields)] == [*found.tracks.which(condition)] == right


@given(catalogues())
def test_when_and_how_urgently_a_track_is_due_is_asked_once_for_each_date_or_its_projects(
    found: Catalogue,
) -> None:
    for level in Urgency:
        right = [track for track in found.tracks if found.urgency_of(track, TODAY) is level]
        assert [*found.tracks.which_alike(partial(is_so_urgent, found, level), *DUE_FIELDS)] == right
    assert found.tracks.counts(lambda track: [found.due_of(track)], *DUE_FIELDS) == Counter(
        map(found.due_of, found.tracks)
    )


def is_so_urgent(catalogue: Catalogue, level: Urgency, track: Track) -> bool:
    return catalogue.urgency_of(track, TODAY) is level


FILTERS = (
    *(Filters(stage=["mix"], past="seed"), Filters(not_stage=["seed"], before="out")),
    *(Filters(workflow=[words], not_workflow=["vox"]) for words in ("none", "art", "art+vox")),
    *(Filters(project=[words], not_project=["sides"]) for words in ("none", "album", "film+album")),
    *(Filters(due=[when]) for when in ("overdue", "today", "week", "none", "any", "..2026-11-20,month")),
    *(Filters(not_due=[when]) for when in ("overdue", "none", "2026-11-21..")),
    *(Filters(where=[f"{field}{rest}"]) for field in ("stage", "due") for rest in ("", "~2026", "~mix")),
    *(Filters(where=[f"!{field}"]) for field in ("stage", "workflows", "projects", "due")),
    Filters(where=["stage>=mix", "workflows!=art", "projects=album", "due<=2026-12-21", "due!=2026-11-21"]),
)


@examples(20)
@given(catalogues())
def test_a_filter_depends_on_no_other_fields_than_it_says(found: Catalogue) -> None:
    for filters in FILTERS:
        for condition, fields in criteria(found, filters, TODAY, lambda _: None):
            assert fields
            assert found.tracks.which_alike(condition, *fields) == found.tracks.which(condition)


@given(catalogues(), st.sampled_from(["workflows", "projects"]))
def test_values_are_counted_for_each_track(found: Catalogue, field: str) -> None:
    values_of: Callable[[Track], Any] = attrgetter(field)
    assert found.tracks.counts(values_of, field) == Counter(
        value for track in found.tracks for value in values_of(track)
    )


@given(catalogues())
def test_tracks_are_in_the_order_of_their_rank_and_then_of_title_and_path(found: Catalogue) -> None:
    tracks = found.tracks.at(reversed(range(len(found.tracks))))
    right = sorted(tracks, key=lambda one: (len(one.projects), fold(one.title), one.path))
    assert tracks.by_rank(lambda one: len(one.projects), "projects") == right


def test_tracks_can_be_taken_by_place_and_compared() -> None:
    tracks = catalogue(*map(track, "abc")).tracks
    assert (tracks[0].id, tracks[-1].id, tracks[1:].ids, tracks.at([2, 0]).paths) == (
        "a",
        "c",
        ["b", "c"],
        ["tracks/c.yaml", "tracks/a.yaml"],
    )
    assert tracks == Tracks([*tracks])
    assert tracks != tracks[1:]
    assert tracks != [*tracks]
    assert Tracks.of(tracks) is tracks
