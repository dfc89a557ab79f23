"""The board has every track in its columns, the earliest due on top."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.board import board
from prodash.model.views.group_fields import GROUP_FIELDS
from prodash.model.views.grouping import grouped
from tests.model.catalogues import TODAY, catalogue, catalogues, track


def test_the_earliest_due_is_on_top_and_undated_tracks_are_below() -> None:
    tracks = [
        track("a"),
        track("b", due=TODAY + timedelta(days=20)),
        track("c", projects=("sides",)),
        track("d", due=TODAY - timedelta(days=1)),
        track("e", "out", due=TODAY - timedelta(days=9)),
    ]
    lanes = board(catalogue(*tracks), tracks, TODAY).lanes
    assert [(lane.group.id, [card.track.id for card in lane.cards]) for lane in lanes] == [
        ("seed", ["d", "b", "c", "a"]),
        ("mix", []),
        ("out", ["e"]),
    ]


def test_without_empty_columns_only_those_with_cards_are_left() -> None:
    tracks = [track("a", "mix")]
    found = board(catalogue(*tracks), tracks, TODAY)
    assert [lane.group.id for lane in found.without_empty.lanes] == ["mix"]
    assert [lane.group.id for lane in found.limited(0).without_empty.lanes] == ["mix"]


def test_the_field_to_group_by_may_be_spelled_in_several_ways() -> None:
    assert board(catalogue(), (), TODAY, "Projects").by == "project"


@given(catalogues(), st.sampled_from(GROUP_FIELDS))
def test_the_cards_are_those_of_the_groups(found: Catalogue, by: str) -> None:
    made = board(found, found.tracks, TODAY, by)
    cards = {lane.group.id: {card.track.id for card in lane.cards} for lane in made.lanes}
    groups = grouped(found, found.tracks, by)
    assert cards == {group.id: {track.id for track in group.tracks} for group in groups}
    assert made.card_count == sum(len(group.tracks) for group in groups)


@given(catalogues(), st.sampled_from(GROUP_FIELDS), st.integers(0, 4), st.integers(0, 4))
def test_a_limit_leaves_nothing_uncounted(found: Catalogue, by: str, first: int, second: int) -> None:
    made = board(found, found.tracks, TODAY, by)
    limited = made.limited(first).limited(second)
    assert limited == made.limited(min(first, second))
    assert limited.card_count == made.card_count
    for lane, whole in zip(limited.lanes, made.lanes, strict=True):
        assert lane.cards == whole.cards[: min(first, second)]
        assert len(lane.cards) + lane.hidden == len(whole.cards)
    assert made.limited(None) == made
