"""A lazy track is a track like any other, whose details are read when they are asked for, and once."""

from dataclasses import replace
from datetime import date

import pytest

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.track import Mention, Track
from prodash.storage.index.lazy_track import LazyTrack, TrackDetails, TrackPlaces

WHOLE = Track(
    "a",
    "tracks/a.yaml",
    "A",
    "mixing",
    ("x",),
    ("ep",),
    date(2026, 12, 1),
    "Louder.",
    {"bpm": 120},
    (Mention("stage", "Mixing", 1, 8),),
    frozenset({"stage"}),
    (OtherKey("bpm", 2, 1, 120),),
    " 18:00",
)
OTHER = replace(WHOLE, stage="seed", workflows=(), projects=())


@pytest.fixture
def reads() -> list[str]:
    """What was read, once for each time."""
    return []


@pytest.fixture
def lazy(reads: list[str]) -> LazyTrack:
    def read_details() -> TrackDetails:
        reads.append("details")
        return TrackDetails(WHOLE.notes, WHOLE.custom, WHOLE.due_time, read_places, "d1")

    def read_places() -> TrackPlaces:
        reads.append("places")
        return TrackPlaces(WHOLE.mentions, WHOLE.keys, WHOLE.other_keys)

    return LazyTrack.of(
        "a", "tracks/a.yaml", "A", ("mixing", ("x",), ("ep",)), date(2026, 12, 1), read_details
    )


def test_details_and_places_are_read_once_and_only_when_one_is_asked_for(
    lazy: LazyTrack, reads: list[str]
) -> None:
    assert (lazy.title, lazy.names, lazy.due) == (WHOLE.title, WHOLE.names, WHOLE.due)
    assert reads == []
    assert (lazy.notes, lazy.custom, lazy.due_time) == (WHOLE.notes, WHOLE.custom, WHOLE.due_time)
    assert reads == ["details"]
    assert (lazy.mentions, lazy.keys, lazy.other_keys) == (WHOLE.mentions, WHOLE.keys, WHOLE.other_keys)
    assert reads == ["details", "places"]


def test_places_can_be_asked_for_before_details(lazy: LazyTrack, reads: list[str]) -> None:
    assert (lazy.mentions, lazy.notes) == (WHOLE.mentions, WHOLE.notes)
    assert reads == ["details", "places"]


@pytest.mark.parametrize(("digest", "answer"), [("d1", True), ("d2", False), ("", False)])
def test_it_knows_the_digest_of_the_bytes_it_was_read_from(
    digest: str, answer: bool, lazy: LazyTrack
) -> None:
    assert lazy.was_read_from(digest) is answer
    assert lazy.with_names(OTHER.names).was_read_from(digest) is answer  # type: ignore[attr-defined]
    assert LazyTrack.was_read_from(replace(lazy, title="B"), digest) is False


def test_for_one_use_it_keeps_nothing_that_was_not_read_before(lazy: LazyTrack, reads: list[str]) -> None:
    for _ in range(2):
        assert lazy.for_one_use() == WHOLE
    assert reads == ["details", "places"] * 2
    assert lazy.notes == WHOLE.notes
    assert lazy.for_one_use() is lazy
    assert WHOLE.for_one_use() is WHOLE


def test_it_equals_a_track_with_the_same_fields(lazy: LazyTrack) -> None:
    assert lazy == WHOLE
    assert lazy == WHOLE
    assert lazy != OTHER
    assert lazy != OTHER
    assert lazy != "a"


def test_with_other_names_it_is_as_lazy_as_before(lazy: LazyTrack, reads: list[str]) -> None:
    other = lazy.with_names(("seed", (), ()))
    assert reads == []
    assert other == OTHER


def test_any_field_can_be_replaced_and_names_again_after_that(lazy: LazyTrack) -> None:
    other = replace(lazy, notes="Softer.")
    assert other == replace(WHOLE, notes="Softer.")
    assert other.with_names(("seed", (), ())) == replace(OTHER, notes="Softer.")


def test_it_has_no_other_attributes_and_cannot_be_changed(lazy: LazyTrack) -> None:
    assert not hasattr(lazy, "lyrics")
    with pytest.raises(AttributeError):
        lazy.title = "B"  # type: ignore[misc]
