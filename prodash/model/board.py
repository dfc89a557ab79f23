"""Board: groups of tracks side by side, each with its cards in the order in which they press."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from prodash.model.agenda import Dated, agenda
from prodash.model.catalogue import Catalogue
from prodash.model.grouping import STAGE, Group, grouped
from prodash.model.track import Track


@dataclass(frozen=True, slots=True)
class Lane:
    """One column: the group that it stands for, its cards, and how many more it has than are shown."""

    group: Group
    cards: tuple[Dated, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """The columns from left to right, and what they are made by: a stage, workflow, project or key."""

    by: str
    lanes: tuple[Lane, ...]

    def limited(self, cards: int | None) -> "Board":
        """The board with at most so many cards a column, the rest counted."""
        if cards is None:
            return self
        lanes = [replace(lane, cards=lane.cards[:cards], more=len(lane.cards[cards:])) for lane in self.lanes]
        return replace(self, lanes=tuple(lanes))


def board(catalogue: Catalogue, tracks: Sequence[Track], today: date, by: str = STAGE) -> Board:
    """The board of *tracks*, the soonest due on top.  Raises UnknownNameError for an unknown *by*."""
    groups = grouped(catalogue, tracks, by)
    lanes = (Lane(group, agenda(catalogue, group.tracks, today).entries) for group in groups)
    return Board(by, tuple(lanes))
