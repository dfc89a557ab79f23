"""Heights: as many cards on a board as the screen has lines for."""

from collections.abc import Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from prodash.model.views.board import Lane
from prodash.render.board.lanes import HEAD_LINES
from prodash.render.board.picture import BoardPicture


def fit_height(picture: BoardPicture, lines: int | None) -> BoardPicture:
    """*picture* if it has at most so many *lines*; else without lines between cards and with fewer cards.

    The rows of lanes share the lines fairly; every lane keeps one card, even if that is too much.
    """
    if lines is None:
        return picture
    if all(len(lane.cards) < lines for lane in picture.board.lanes) and picture.text.count("\n") < lines:
        return picture
    tight = picture._replace(apart=False)
    widths = tight.widths
    rows = [
        [_LaneHeights.of(tight, lane, columns, lines) for lane, columns in zip(row, widths, strict=False)]
        for row in tight.rows(len(widths))
    ]
    heights = _raised(rows, lines - len(rows) * (HEAD_LINES + 1) + 1)
    counts = [lane.cards_in(height) for row, height in zip(rows, heights, strict=True) for lane in row]
    return tight._replace(board=tight.board.with_cards(counts))


def _raised(rows: Sequence[Sequence["_LaneHeights"]], lines: int) -> list[int]:
    """The heights of *rows* without their heads, *lines* together: the lowest is raised by a card while there is room."""
    heights = [max(lane.least for lane in row) for row in rows]
    while True:
        room = lines - sum(heights)
        raised = [
            (higher, number)
            for number, (row, height) in enumerate(zip(rows, heights, strict=True))
            for lane in row
            if height < (higher := lane.next_above(height)) <= height + room
        ]
        if not raised:
            return heights
        higher, number = min(raised)
        heights[number] = higher


class _LaneHeights(NamedTuple):
    """The lines that the first card of a lane takes, the first two, and so on, as far as they may matter."""

    lane: Lane
    taken: Sequence[int]

    @classmethod
    def of(cls, picture: BoardPicture, lane: Lane, columns: int, lines: int) -> "_LaneHeights":
        """The lines that the cards of *lane* take in *columns*, up to about *lines*."""
        cards = picture.cards(lane, columns)
        first = islice(lane.cards, max(lines, 1))
        return cls(lane, list(accumulate(sum(1 for _ in cards.lines(card)) for card in first)))

    @property
    def least(self) -> int:
        """The lines of the lane with one card."""
        return self._with(1)

    def cards_in(self, lines: int) -> int:
        """How many cards fit in *lines*, at least one."""
        return max(
            (count for count in range(1, len(self.taken) + 1) if self._with(count) <= lines), default=1
        )

    def next_above(self, lines: int) -> int:
        """The lines with one card more than fit in *lines*; the same if all do."""
        count = self.cards_in(lines)
        return self._with(count + 1) if count < len(self.taken) else lines

    def _with(self, count: int) -> int:
        cards = self.taken[min(count, len(self.taken)) - 1] if self.taken else 1
        return cards + (count < len(self.lane.cards))
