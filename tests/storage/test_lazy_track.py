"""A lazy track is a track like any other, whose details are read when they are asked for, and once."""

from dataclasses import replace
from datetime import date

import pytest

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.track import Mention, Track
from prodash.storage.index.lazy_track import LazyTrack, TrackDetails

DETAILS = TrackDetails(
    "Louder.",
    {"bpm": 120},
    (Mention("stage", "Mixing", 1, 8),),
    frozenset({"stage"}),
    (OtherKey("bpm", 2, 1, 120),),
    " 18:00",
)
WHOLE = Track("a", "tracks/a.yaml", "A", "mixing", ("x",), ("ep",), date(2026, 12, 1), *DETAILS)
OTHER = replace(WHOLE, stage="seed", workflows=(), projects=())


@pytest.fixture
def reads() -> list[str]:
    """One item for each time that details are read."""
    return []


@pytest.fixture
def lazy(reads: list[str]) -> LazyTrack:
    def read_details() -> TrackDetails:
        reads.append("read")
        return DETAILS

    return LazyTrack.of(
        "a", "tracks/a.yaml", "A", ("mixing", ("x",), ("ep",)), date(2026, 12, 1), read_details
    )


def test_details_are_read_once_and_only_when_one_is_asked_for(lazy: LazyTrack, reads: list[str]) -> None:
    assert (lazy.title, lazy.names, lazy.due) == (WHOLE.title, WHOLE.names, WHOLE.due)
    assert reads == []
    assert (lazy.notes, lazy.custom, lazy.mentions) == (WHOLE.notes, WHOLE.custom, WHOLE.mentions)
    assert reads == ["read"]


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
