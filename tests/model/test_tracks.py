"""Tracks are a sequence like any other; what is asked once for those that are alike is true of each."""

from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track, Tracks
from tests.model.catalogues import TODAY, catalogue, catalogues, track

CONDITIONS: dict[str, Callable[[Track], bool]] = {
    "all": lambda _: True,
    "none": lambda _: False,
    "its stage": lambda track: track.stage == "seed",
    "its workflows": lambda track: "vox" in track.workflows,
    "its projects": lambda track: not track.projects,
    "its date": lambda track: track.due is not None and track.due < TODAY,
}


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
@given(found=catalogues())
def test_what_is_asked_of_alike_tracks_is_true_of_each(
    condition: Callable[[Track], bool], found: Catalogue
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


@pytest.mark.parametrize("field", ["workflows", "projects"])
@given(found=catalogues())
def test_values_are_counted_for_each_track(field: str, found: Catalogue) -> None:
    values_of: Callable[[Track], Any] = attrgetter(field)
    assert found.tracks.counts(values_of) == Counter(
        value for track in found.tracks for value in values_of(track)
    )


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
