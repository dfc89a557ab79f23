"""Board: groups of tracks side by side, each with its cards in the order in which they press."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import Dated, agenda
from prodash.model.views.grouping import STAGE, Group, grouped, known_field


@dataclass(frozen=True, slots=True)
class Lane:
    """One column: the group that it stands for, its cards, and how many more it has than are shown."""

    group: Group
    cards: tuple[Dated, ...]
    more: int = 0

    @property
    def tracks(self) -> int:
        """How many tracks the group has."""
        return len(self.cards) + self.more


@dataclass(frozen=True, slots=True)
class Board:
    """The columns from left to right, and what they are made by: a stage, workflow, project or key."""

    by: str
    lanes: tuple[Lane, ...]

    @property
    def cards(self) -> int:
        """How many cards there are, those that are not shown too."""
        return sum(lane.tracks for lane in self.lanes)

    @property
    def without_empty(self) -> "Board":
        """The board without the columns that have no cards."""
        return replace(self, lanes=tuple(lane for lane in self.lanes if lane.tracks))

    def limited(self, cards: int | None) -> "Board":
        """The board with at most so many cards a column, the rest counted."""
        if cards is None:
            return self
        lanes = [
            replace(lane, cards=lane.cards[:cards], more=lane.more + len(lane.cards[cards:]))
            for lane in self.lanes
        ]
        return replace(self, lanes=tuple(lanes))


def board(catalogue: Catalogue, tracks: Sequence[Track], today: date, by: str = STAGE) -> Board:
    """The board of *tracks*, the soonest due on top.  Raises UnknownFieldError for an unknown *by*."""
    by = known_field(catalogue, by)
    entries = {entry.track.path: entry for entry in agenda(catalogue, tracks, today).entries}
    groups = grouped(catalogue, [entry.track for entry in entries.values()], by)
    return Board(by, tuple(Lane(group, tuple(entries[t.path] for t in group.tracks)) for group in groups))
