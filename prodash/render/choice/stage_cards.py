"""Stage cards: the stages as cards, one of which is to be chosen by a key."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.choice.one_of import OneOf
from prodash.render.choice.frame import framed
from prodash.render.choice.stage_lines import StageCard, stage_lines
from prodash.render.choice.window import window
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import clean, pad, shorten, width

_GAP = "  "
_EDGE, _NO_EDGE = "▌ ", "  "
_MIN_MEANING = 20


def stage_cards(cards: Sequence[StageCard], question: str, state: OneOf, screen: Screen) -> list[str]:
    """The lines of the picture: the question, the cards and the keys; never more than the screen has.

    A card has its meaning below the badge if there is room for that, and a blank line if there is room for both.
    """
    typed = f"number {state.digits}…" if state.digits else f"↑ ↓, a letter or {_digits(state)}"
    keys = [typed, "Enter takes it", "Esc cancels"]

    def body(room: int) -> list[str]:
        layout = _Layout.of(cards, state, screen)
        fitting = (lines for lines in (layout.apart(), layout.tall()) if len(lines) <= room)
        flat = layout.flat()
        return next(fitting, None) or window(flat.__getitem__, len(flat), state.pointer, room, screen)

    return framed(question, body, keys, screen)


def _digits(state: OneOf) -> str:
    digits = len(state.number(0))
    return "number" if digits == 1 else f"{digits} digits"


class _Layout(NamedTuple):
    """The cards in lines; `heads` are their first lines, in which the stage follows an `indent`."""

    heads: Sequence[str]
    indent: int
    cards: Sequence[StageCard]
    state: OneOf
    screen: Screen

    @classmethod
    def of(cls, cards: Sequence[StageCard], state: OneOf, screen: Screen) -> "_Layout":
        """The layout for this *screen*."""
        keys = [f"{state.number(at)}{_GAP}{letter or ' '}{_GAP}" for at, letter in enumerate(state.letters)]
        indent = len(_NO_EDGE) + width(keys[0])
        looks = [BOLD if at == state.pointer else PLAIN for at in range(len(cards))]
        heads = [
            f"{_edge(cards, state, at, screen)}{paint(key, look, screen.depth)}{line}"
            for at, (key, look, line) in enumerate(
                zip(keys, looks, stage_lines(cards, screen, indent), strict=True)
            )
        ]
        return cls(heads, indent, cards, state, screen)

    def flat(self) -> list[str]:
        """Each card as one line, with its meaning at the end if there is room."""
        widest = max(map(width, self.heads))
        room = self.screen.columns - widest - len(_GAP)
        if room < _MIN_MEANING:
            return [*self.heads]
        return [
            f"{pad(head, widest)}{_GAP}{self._meaning(at, room)}".rstrip()
            for at, head in enumerate(self.heads)
        ]

    def tall(self) -> list[str]:
        """Each card as two lines."""
        return [line for card in self._cards_of_two_lines() for line in card]

    def apart(self) -> list[str]:
        """The same with a blank line between them."""
        return [line for card in self._cards_of_two_lines() for line in (*card, "")][:-1]

    def _cards_of_two_lines(self) -> Iterator[tuple[str, str]]:
        room, margin = self.screen.columns - self.indent, " " * (self.indent - len(_NO_EDGE))
        for at, head in enumerate(self.heads):
            edge = _edge(self.cards, self.state, at, self.screen)
            yield head, f"{edge}{margin}{self._meaning(at, room)}".rstrip()

    def _meaning(self, at: int, room: int) -> str:
        text = shorten(clean(self.cards[at].stage.description), max(room, 1))
        return paint(text, PLAIN if at == self.state.pointer else DIM, self.screen.depth)


def _edge(cards: Sequence[StageCard], state: OneOf, at: int, screen: Screen) -> str:
    """What a line begins with: in the colour of the stage where the pointer is."""
    look = Look(foreground=cards[at].stage.colour)
    return paint(_EDGE, look, screen.depth) if at == state.pointer else _NO_EDGE
