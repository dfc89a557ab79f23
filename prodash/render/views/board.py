"""Board: columns of cards side by side, as many as fit, the rest below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DatedTrack
from prodash.model.views.board import Board, Lane
from prodash.model.views.grouping import STAGE
from prodash.render.sheets.tracks import INHERITED, names
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import URGENCY_COLOURS, due_in_short

_GAP = "  "
_NARROWEST, _WIDEST = 18, 34
_LINES = 2
_RULE = "─"
_NOTHING = "–"


def board_picture(board: Board, catalogue: Catalogue, today: date, screen: Screen) -> str:
    """The board as wide as the screen; where that has no width, 80 columns, and no text is shortened."""
    heads = [f"{label(lane.group, screen)}  {_number(lane)}" for lane in board.lanes]
    most = max(map(width, heads), default=0) if screen.width is None else 0
    shape = _Shape.of(len(heads), screen, max(_NARROWEST, most))
    cards = _Cards(catalogue, today, shape.lane, screen, with_stage=board.by != STAGE)
    lanes = [[*_head(lane, shape.lane, screen), *_body(lane, cards)] for lane in board.lanes]
    rows = [lanes[start : start + shape.across] for start in range(0, len(lanes), shape.across)]
    blocks = ["\n".join(_side_by_side(row, shape.lane)) for row in rows]
    if not board.card_count:
        blocks.append(paint("no tracks", DIM, screen.depth))
    return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many lanes stand side by side, and how wide each is."""

    across: int
    lane: int

    @classmethod
    def of(cls, lanes: int, screen: Screen, narrowest: int) -> "_Shape":
        """As many as fit, the same number in each row as far as that can be."""
        gap = len(_GAP)
        fitting = max((screen.columns + gap) // (narrowest + gap), 1)
        rows = -(-lanes // fitting) or 1
        across = -(-lanes // rows) or 1
        room = (screen.columns + gap) // across - gap
        return cls(across, max(min(room, max(_WIDEST, narrowest)), 1 if screen.width else narrowest))


@dataclass(frozen=True, slots=True)
class _Cards:
    """What the lines of a card depend on; all its texts stand below each other, in badges and beside them."""

    catalogue: Catalogue
    today: date
    width: int
    screen: Screen
    with_stage: bool

    def lines(self, entry: DatedTrack) -> Iterator[str]:
        """Title, stage where the column does not say it, workflows, and when it is due."""
        yield from (self.line(text, BOLD) for text in self._folded(entry.track.title))
        if self.with_stage:
            yield self._stage(entry)
        workflows = names(self.catalogue.workflows, entry.track.workflows)
        yield from (self.line(text, DIM) for text in self._folded(workflows))
        if entry.due:
            yield self._chip(due_text(entry, self.today), URGENCY_COLOURS.get(entry.urgency))

    def line(self, text: str, look: Look) -> str:
        """One line of plain text."""
        return " " * _margin(self.screen) + paint(text, look, self.screen.depth)

    def _stage(self, entry: DatedTrack) -> str:
        stage = self.catalogue.stage_of(entry.track)
        if stage is None:
            return self._chip(clean(entry.track.stage) or "(no stage)", None)
        return self._chip(label(stage, self.screen), stage.colour)

    def _chip(self, text: str, colour: str | None) -> str:
        margin = _margin(self.screen)
        if colour is None:
            return self.line(shorten(text, max(self.width - margin, 1)), DIM)
        return badge(shorten(text, max(self.width - 2 * margin, 1)), colour, self.screen.depth)

    def _folded(self, text: str) -> tuple[str, ...]:
        """*text* in lines that fit; on a screen of some width in two, the second one shortened."""
        room = max(self.width - _margin(self.screen), 1)
        return _folded(text, room, None if self.screen.width is None else _LINES)


@lru_cache(maxsize=256)
def _folded(text: str, room: int, most: int | None) -> tuple[str, ...]:
    lines = wrap(clean(text), Screen(room))
    if most is None or len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room))


def _margin(screen: Screen) -> int:
    """The room at each side of a text in a badge."""
    return 0 if screen.depth is Depth.NONE else 1


def due_text(entry: DatedTrack, today: date) -> str:
    """When a card is due, in a few words, marked where the date comes from a project; empty without a date."""
    if entry.due is None:
        return ""
    return due_in_short(entry.due, entry.urgency, today) + (f" {INHERITED}" if entry.due.source else "")


def more_text(lane: Lane) -> str:
    """What stands below the cards of a lane that has more; empty where it has none."""
    return f"+{lane.hidden:,} more" if lane.hidden else ""


def _number(lane: Lane) -> str:
    return f"{lane.track_count:,}"


def _head(lane: Lane, columns: int, screen: Screen) -> list[str]:
    """The name and the number of tracks over the whole width; without colours, underlined."""
    number, room = _number(lane), max(columns - 2 * _margin(screen), 1)
    left = max(room - len(number) - 1, 1)
    whole = label(lane.group, screen)
    name = whole if width(whole) <= left else clean(lane.group.name)
    text = shorten(f"{pad(shorten(name, left), left)} {number}", room)
    if screen.depth is Depth.NONE:
        return [text, _RULE * columns]
    return [badge(text, lane.group.colour, screen.depth)]


def _body(lane: Lane, cards: _Cards) -> Iterator[str]:
    for number, entry in enumerate(lane.cards):
        yield from ([""] if number else [])
        yield from cards.lines(entry)
    if lane.hidden:
        yield from ([""] if lane.cards else [])
        yield cards.line(more_text(lane), DIM)
    elif not lane.cards:
        yield cards.line(_NOTHING, DIM)


def _side_by_side(lanes: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    blank = " " * columns
    for line in zip_longest(*lanes, fillvalue=""):
        yield _GAP.join(pad(cell, columns) if cell else blank for cell in line).rstrip()
