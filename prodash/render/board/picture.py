"""Picture: a board on a screen: as many lanes side by side as fit, with the others below."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.board import Board, Lane
from prodash.model.views.group_fields import STAGE
from prodash.render.board.cards import EDGE_WIDTH, Cards
from prodash.render.board.lanes import card_lines, head_lines, head_width
from prodash.render.board.widths import GAP, Needs, lane_widths
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BADGE_MARGIN, DIM, paint
from prodash.render.terminal.width import clean, width
from prodash.render.terminal.words import NO_TRACKS

_LONGEST_STAGE = 20
"""The columns for the name of a stage on a card, if lanes are as narrow as possible."""


class BoardPicture(NamedTuple):
    """A board on a screen; `apart` says whether a blank line is between its cards.

    `stuck` has the days of the tracks that are marked as stuck, in words, by path.
    """

    board: Board
    catalogue: Catalogue
    today: date
    screen: Screen
    apart: bool = True
    stuck: Mapping[str, str] = MappingProxyType({})

    @property
    def text(self) -> str:
        """The board, as wide as the screen; 80 columns wide, with all texts whole, if the screen has no width."""
        widths = self.widths
        blocks = ["\n".join(self._side_by_side(row, widths)) for row in self.rows(len(widths))]
        if not self.board.card_count:
            blocks.append(paint(NO_TRACKS, DIM, self.screen.depth))
        return "\n\n".join(blocks)

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each of the lanes that are side by side."""
        heads, without_emoji = (
            [head_width(lane, self.screen, emoji=emoji) for lane in self.board.lanes]
            for emoji in (True, False)
        )
        return lane_widths(Needs(heads, without_emoji, self._card_width), self.screen)

    def rows(self, across: int) -> list[Sequence[Lane]]:
        """The lanes in rows of *across* at most."""
        lanes = self.board.lanes
        return [lanes[start : start + across] for start in range(0, len(lanes), across)]

    def cards(self, lane: Lane, columns: int) -> Cards:
        """What makes the cards of *lane*."""
        return Cards(
            self.catalogue,
            self.today,
            self.screen,
            columns,
            lane.group.colour,
            self._with_stage,
            self.apart,
            self.stuck,
        )

    @property
    def _with_stage(self) -> bool:
        return self.board.by != STAGE

    @property
    def _card_width(self) -> int:
        """The columns that a card needs for the name of its stage."""
        names = [width(clean(stage.name)) for stage in self.catalogue.stages.in_order if self._with_stage]
        return EDGE_WIDTH + min(max(names), _LONGEST_STAGE) + 2 * BADGE_MARGIN if names else 0

    def _side_by_side(self, lanes: Sequence[Lane], widths: Sequence[int]) -> Iterator[str]:
        columns = [
            [*head_lines(lane, columns, self.screen), *card_lines(lane, self.cards(lane, columns))]
            for lane, columns in zip(lanes, widths, strict=False)
        ]
        blanks = [" " * columns for columns in widths]
        for line in zip_longest(*columns, fillvalue=""):
            yield GAP.join([text or blank for text, blank in zip(line, blanks, strict=False)]).rstrip()
