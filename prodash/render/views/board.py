"""Board: columns of cards side by side, as many as fit the screen, with the others below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DatedTrack, DueGroup
from prodash.model.views.board import Board, Lane
from prodash.model.views.grouping import STAGE
from prodash.render.sheets.tracks import INHERITED, names_of
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, badge, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import short_due_words, urgency_look

_GAP = "  "
_NARROWEST, _WIDEST = 18, 34
_MAX_TEXT_LINES = 2
_RULE = "─"
_EMPTY_LANE = "–"


def board_picture(board: Board, catalogue: Catalogue, today: date, screen: Screen) -> str:
    """The board, as wide as the screen; 80 columns wide, with all texts whole, if the screen has no width."""
    heads = [f"{label(lane.group, screen)}  {_count_text(lane)}" for lane in board.lanes]
    max_lines = max(map(width, heads), default=0) if screen.width is None else 0
    layout = _Layout.of(len(heads), screen, max(_NARROWEST, max_lines))
    cards = _Cards(catalogue, today, layout.lane, screen, with_stage=board.by != STAGE)
    lanes = [[*_heading_lines(lane, layout.lane, screen), *_card_lines(lane, cards)] for lane in board.lanes]
    rows = [lanes[start : start + layout.across] for start in range(0, len(lanes), layout.across)]
    blocks = ["\n".join(_side_by_side(row, layout.lane)) for row in rows]
    if not board.card_count:
        blocks.append(paint("no tracks", DIM, screen.depth))
    return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How many lanes are side by side (`across`), and how wide each is (`lane`)."""

    across: int
    lane: int

    @classmethod
    def of(cls, lanes: int, screen: Screen, narrowest: int) -> "_Layout":
        """The layout with as many lanes side by side as fit, spread evenly over the rows."""
        gap = len(_GAP)
        fitting = max((screen.columns + gap) // (narrowest + gap), 1)
        rows = -(-lanes // fitting) or 1
        across = -(-lanes // rows) or 1
        room = (screen.columns + gap) // across - gap
        return cls(across, max(min(room, max(_WIDEST, narrowest)), 1 if screen.width else narrowest))


@dataclass(frozen=True, slots=True)
class _Cards:
    """Makes the lines of a card; its texts are aligned, inside badges and outside them."""

    catalogue: Catalogue
    today: date
    width: int
    screen: Screen
    with_stage: bool

    def lines(self, card: DatedTrack) -> Iterator[str]:
        """The lines of *card*: title, stage unless the lanes are stages, workflows, due date."""
        yield from (self.line(text, BOLD) for text in self._folded(card.track.title))
        if self.with_stage:
            yield self._stage(card)
        workflows = names_of(self.catalogue.workflows, card.track.workflows)
        yield from (self.line(text, DIM) for text in self._folded(workflows))
        if text := due_text(card, self.today):
            yield self._chip(text, urgency_look(card.urgency))

    def line(self, text: str, look: Look) -> str:
        """One line of text without a badge."""
        return " " * _margin(self.screen) + paint(text, look, self.screen.depth)

    def _stage(self, card: DatedTrack) -> str:
        stage = self.catalogue.stage_of(card.track)
        if stage is None:
            return self._chip(clean(card.track.stage) or "(no stage)", PLAIN)
        return self._chip(label(stage, self.screen), Look(background=stage.colour))

    def _chip(self, text: str, look: Look) -> str:
        margin = _margin(self.screen)
        if not look.is_badge:
            return self.line(shorten(text, max(self.width - margin, 1)), DIM)
        return badge(shorten(text, max(self.width - 2 * margin, 1)), look, self.screen.depth)

    def _folded(self, text: str) -> tuple[str, ...]:
        """*text* in lines that fit: at most two if the screen has a width, the second one shortened."""
        room = max(self.width - _margin(self.screen), 1)
        return _folded(text, room, None if self.screen.width is None else _MAX_TEXT_LINES)


@lru_cache(maxsize=256)
def _folded(text: str, room: int, max_lines: int | None) -> tuple[str, ...]:
    lines = wrap(clean(text), Screen(room))
    if max_lines is None or len(lines) <= max_lines:
        return tuple(lines)
    return (*lines[: max_lines - 1], shorten(" ".join(lines[max_lines - 1 :]), room))


def _margin(screen: Screen) -> int:
    """The columns at each side of a text in a badge."""
    return 0 if screen.depth is Depth.NONE else 1


def due_text(card: DatedTrack, today: date) -> str:
    """When *card* is due, with a mark if the date comes from a project; an empty text without a due date."""
    if card.due is None:
        return DueGroup.UNKNOWN.value if card.group is DueGroup.UNKNOWN else ""
    return short_due_words(card.due, card.urgency, today) + (f" {INHERITED}" if card.due.source else "")


def more_text(lane: Lane) -> str:
    """How many cards of *lane* are hidden, as `+3 more`; an empty text if there are none."""
    return f"+{lane.hidden:,} more" if lane.hidden else ""


def _count_text(lane: Lane) -> str:
    return f"{lane.track_count:,}"


def _heading_lines(lane: Lane, columns: int, screen: Screen) -> list[str]:
    """The name and the number of tracks in *columns*; underlined if there are no colours."""
    number, room = _count_text(lane), max(columns - 2 * _margin(screen), 1)
    left = max(room - len(number) - 1, 1)
    whole = label(lane.group, screen)
    name = whole if width(whole) <= left else clean(lane.group.name)
    text = shorten(f"{pad(shorten(name, left), left)} {number}", room)
    if screen.depth is Depth.NONE:
        return [text, _RULE * columns]
    return [colour_badge(text, lane.group.colour, screen.depth)]


def _card_lines(lane: Lane, cards: _Cards) -> Iterator[str]:
    for number, card in enumerate(lane.cards):
        yield from ([""] if number else [])
        yield from cards.lines(card)
    if lane.hidden:
        yield from ([""] if lane.cards else [])
        yield cards.line(more_text(lane), DIM)
    elif not lane.cards:
        yield cards.line(_EMPTY_LANE, DIM)


def _side_by_side(lanes: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    blank = " " * columns
    for line in zip_longest(*lanes, fillvalue=""):
        yield _GAP.join(pad(cell, columns) if cell else blank for cell in line).rstrip()
