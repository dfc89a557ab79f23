"""Cards: the lines of a track on a board."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain, repeat
from operator import add
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.views.agenda import DatedTrack
from prodash.render.sheets.tracks import INHERITED, names_of
from prodash.render.terminal.badges import entry_badge
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import matters, short_due_words, urgency_look, when_words, with_short_days

_COLOURED_EDGE, _THIN_EDGE, _PLAIN_EDGE = "▌", "▏", "│"
_MARGIN = " "
EDGE_WIDTH = 2
"""The columns before the texts of a card: its edge and a margin."""

_EDGE_ALONE = EDGE_WIDTH - len(_MARGIN)

_MAX_TEXT_LINES = 2


class Cards(NamedTuple):
    """Makes the lines of the cards of one lane, all as wide as the lane.

    columns     how wide a card is
    colour      the colour of its edge
    with_stage  whether a card names its stage, because the lanes are no stages
    apart       whether a blank line is between cards; if not, the edge shows where one begins
    stuck       the days of the tracks that are marked as stuck, in words, by path
    """

    catalogue: Catalogue
    today: date
    screen: Screen
    columns: int
    colour: str
    with_stage: bool
    apart: bool
    stuck: Mapping[str, str]

    def lines(self, card: DatedTrack) -> Iterator[str]:
        """The lines of *card*: title, stage, workflows, due date, and how long it is stuck."""
        first = _edge(_COLOURED_EDGE, _PLAIN_EDGE, self.colour, self.screen.depth)
        rest = first if self.apart else _edge(_THIN_EDGE, " ", self.colour, self.screen.depth)
        edges = chain((first,), repeat(rest))
        return map(add, edges, self._texts(card))

    def _texts(self, card: DatedTrack) -> Iterator[str]:
        yield from (self._text(line, BOLD) for line in self._folded(card.track.title))
        if self.with_stage:
            yield pad(self._stage(card), self.columns - _EDGE_ALONE)
        workflows = names_of(self.catalogue.workflows, card.track.workflows)
        yield from (self._text(line, DIM) for line in self._folded(workflows))
        yield from self._due(card)
        if age := self.stuck.get(card.track.path):
            words = stuck_text(age)
            yield self._text(words if width(words) <= self._room else shorten(age, self._room), BOLD)

    @property
    def _room(self) -> int:
        return max(self.columns - EDGE_WIDTH, 1)

    def _text(self, text: str, look: Look) -> str:
        return (
            _MARGIN + paint(text, look, self.screen.depth) + " " * (self.columns - EDGE_WIDTH - width(text))
        )

    def _stage(self, card: DatedTrack) -> str:
        stage = self.catalogue.stage_of(card.track)
        if stage is None:
            return self._text(shorten(clean(card.track.stage) or "(no stage)", self._room), DIM)
        whole = entry_badge(stage, self.screen)
        if width(whole) <= self._room:
            return _MARGIN + whole
        # The name matters more than the emoji.
        return _MARGIN + entry_badge(stage, self.screen._replace(emoji=False), self._room)

    def _due(self, card: DatedTrack) -> Iterator[str]:
        """The due date, if there is one."""
        words, mark = _due_words(card, self.today)
        if words:
            yield _due_line(words, mark, urgency_look(card.urgency), self._room, self.screen.depth)

    def _folded(self, text: str) -> tuple[str, ...]:
        """*text* in lines that fit: at most two if the screen has a width, the second one shortened."""
        return _folded(text, self._room, None if self.screen.width is None else _MAX_TEXT_LINES)


@lru_cache(maxsize=256)
def _folded(text: str, room: int, max_lines: int | None) -> tuple[str, ...]:
    lines = wrap(clean(text), Screen(room))
    if max_lines is None or len(lines) <= max_lines:
        return tuple(lines)
    return (*lines[: max_lines - 1], shorten(" ".join(lines[max_lines - 1 :]), room))


@lru_cache(maxsize=256)
def _edge(coloured: str, plain: str, colour: str, depth: Depth) -> str:
    return plain if depth is Depth.NONE else paint(coloured, Look(foreground=colour), depth)


@lru_cache(maxsize=256)
def _due_line(words: str, mark: str, look: Look, room: int, depth: Depth) -> str:
    """When a card is due, as a badge if that is near; the text of a badge stands below the title."""
    if look.is_badge and depth is not Depth.NONE:
        line = badge(_short(words, room - BADGE_MARGIN - width(mark)), look, depth) + paint(mark, DIM, depth)
    else:
        line = _MARGIN + paint(_short(words, room - width(mark)) + mark, DIM, depth)
    return pad(line, len(_MARGIN) + room)


def stuck_text(age: str) -> str:
    """That a track is stuck, and for how long it is in its stage: `stuck 62 d`."""
    return f"stuck {age}"


def due_text(card: DatedTrack, today: date) -> str:
    """When *card* is due, with a mark if the date comes from a project; an empty text without a due date."""
    return "".join(_due_words(card, today))


def _due_words(card: DatedTrack, today: date) -> tuple[str, str]:
    """When *card* is due, and the mark; each is empty if there is none."""
    if card.due is None:
        return when_words(card.urgency) if card.urgency is Urgency.UNKNOWN else "", ""
    if not matters(card.due, card.urgency):
        return "", ""
    return short_due_words(card.due, card.urgency, today), f" {INHERITED}" if card.due.source else ""


def _short(words: str, room: int) -> str:
    return shorten(words if width(words) <= room else with_short_days(words), max(room, 1))
