"""Tracks are a sequence like any other; what is asked once for those that are alike is true of each."""

from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track, Tracks
from prodash.model.names.names import fold
from tests.model.catalogues import TODAY, catalogue, catalogues, track

CONDITIONS: tuple[Callable[[Track], bool], ...] = (
    lambda _: True,
    lambda _: False,
    lambda track: track.stage == "seed",
    lambda track: "vox" in track.workflows,
    lambda track: not track.projects,
    lambda track: track.due is not None and track.due < TODAY,
)


@given(catalogues(), st.sampled_from(CONDITIONS))
def test_what_is_asked_of_alike_tracks_is_true_of_each(
    found: Catalogue, condition: Callable[[Track], bool]
) -> None:
    right = [*filter(condition, found.tracks)]
    assert [*found.tracks.which_alike(condition)] == [*found.tracks.which(condition)] == right


@given(catalogues())
def test_every_track_is_alike_with_those_of_the_same_names_and_date_and_no_other(found: Catalogue) -> None:
    places = [place for group in found.tracks.alike for place in group.positions]
    assert sorted(places) == [*range(len(found.tracks))]
    for sample, positions in found.tracks.alike:
        assert {(one.names, one.due) for one in found.tracks.at(positions)} == {(sample.names, sample.due)}
    assert len({(one.names, one.due) for one in found.tracks}) == len(found.tracks.alike)


@given(catalogues(), st.sampled_from(["workflows", "projects"]))
def test_values_are_counted_for_each_track(found: Catalogue, field: str) -> None:
    values_of: Callable[[Track], Any] = attrgetter(field)
    assert found.tracks.counts(values_of) == Counter(
        value for track in found.tracks for value in values_of(track)
    )


@given(catalogues())
def test_tracks_are_in_the_order_of_their_rank_and_then_of_title_and_path(found: Catalogue) -> None:
    tracks = found.tracks.at(reversed(range(len(found.tracks))))
    right = sorted(tracks, key=lambda one: (len(one.projects), fold(one.title), one.path))
    assert tracks.by_rank(lambda one: len(one.projects)) == right


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
