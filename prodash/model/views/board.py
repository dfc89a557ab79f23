"""Board: groups of tracks side by side, each with its cards ordered by due date."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import DatedTrack, agenda
from prodash.model.views.group_fields import STAGE, resolve_grouping
from prodash.model.views.grouping import Group, grouped


class Lane(NamedTuple):
    """One column: its group, the cards shown, and the number of hidden ones."""

    group: Group
    cards: tuple[DatedTrack, ...]
    hidden: int = 0

    @property
    def track_count(self) -> int:
        """The number of tracks in the group, hidden ones included."""
        return len(self.cards) + self.hidden


class Board(NamedTuple):
    """The columns from left to right; `by` is the field that groups the tracks: stage, workflow, project or a custom field."""

    by: str
    lanes: tuple[Lane, ...]

    @property
    def card_count(self) -> int:
        """The number of cards, hidden ones included."""
        return sum(lane.track_count for lane in self.lanes)

    @property
    def hidden_count(self) -> int:
        """The number of hidden cards."""
        return sum(lane.hidden for lane in self.lanes)

    @property
    def shown(self) -> tuple[Track, ...]:
        """The tracks with a card that is not hidden, lane by lane."""
        return tuple(card.track for lane in self.lanes for card in lane.cards)

    @property
    def without_empty(self) -> "Board":
        """The board without empty columns."""
        return self._replace(lanes=tuple(lane for lane in self.lanes if lane.track_count))

    def limited(self, cards: int | None) -> "Board":
        """The board with at most *cards* cards a column and the rest hidden; None shows all."""
        return self if cards is None else self.with_cards([cards] * len(self.lanes))

    def with_cards(self, counts: Iterable[int]) -> "Board":
        """The board with at most so many cards in each column, from left to right, and the rest hidden."""
        lanes = [
            lane._replace(cards=lane.cards[:count], hidden=lane.hidden + len(lane.cards[count:]))
            for lane, count in zip(self.lanes, counts, strict=True)
        ]
        return self._replace(lanes=tuple(lanes))


def board(catalogue: Catalogue, tracks: Sequence[Track], today: date, by: str = STAGE) -> Board:
    """The board of *tracks*, the soonest due at the top.  Raises UnknownFieldError for an unknown *by*."""
    by = resolve_grouping(catalogue, by)
    cards = {card.track.path: card for card in agenda(catalogue, tracks, today).tracks}
    groups = grouped(catalogue, [card.track for card in cards.values()], by)
    return Board(by, tuple(Lane(group, tuple(cards[t.path] for t in group.tracks)) for group in groups))
