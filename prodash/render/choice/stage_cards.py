"""Stage cards: the stages as cards, one of which is to be chosen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage
from prodash.model.choice.one_of import OneOf
from prodash.render.choice.frame import framed
from prodash.render.choice.window import window
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import clean, pad, pad_left, shorten, width
from prodash.render.terminal.words import pluralise

_GAP = "  "
_EDGE, _NO_EDGE = "▌ ", "  "
_NOW = "●"
_NO_LETTER = "?"
_MIN_MEANING = 20
_STAGE_SHARE, _MIN_STAGE_WIDTH = 0.4, 30
"""A badge has this share of the screen at most, or this many columns."""


class StageCard(NamedTuple):
    """A stage with the number of its tracks, and how many of the *selected* ones are there now."""

    stage: Stage
    tracks: int
    here: int
    selected: int


def stage_cards(cards: Sequence[StageCard], question: str, state: OneOf, screen: Screen) -> list[str]:
    """The lines of the picture: the question, the cards and the keys; never more than the screen has.

    A card has its meaning below the badge if there is room for that, and a blank line if there is room for both.
    """
    typed = f"number {state.digits}…" if state.digits else f"↑ ↓, a letter or {_digits(state)}"
    keys = [typed, "Enter takes it", "Esc cancels"]

    def body(room: int) -> list[str]:
        rows = _Rows.of(cards, state, screen)
        fitting = (lines for lines in (rows.apart(), rows.tall()) if len(lines) <= room)
        flat = rows.flat()
        return next(fitting, None) or window(flat.__getitem__, len(flat), state.at, room, screen)

    return framed(question, body, keys, screen)


def stage_lines(cards: Sequence[StageCard], screen: Screen) -> list[str]:
    """The stages with their numbers, for a question that is answered by a line."""
    rows = _Rows.of(cards, OneOf([_NO_LETTER] * len(cards), at=-1), screen)
    return rows.flat()


def _digits(state: OneOf) -> str:
    digits = len(state.number(0))
    return "number" if digits == 1 else f"{digits} digits"


class _Rows(NamedTuple):
    """The cards as lines: how each begins, its badge and facts, and the room for its meaning."""

    heads: Sequence[str]
    cards: Sequence[StageCard]
    state: OneOf
    screen: Screen
    indent: int

    @classmethod
    def of(cls, cards: Sequence[StageCard], state: OneOf, screen: Screen) -> "_Rows":
        has_letters = any(letter != _NO_LETTER for letter in state.letters)
        indent = len(_NO_EDGE) + len(state.number(0)) + len(_GAP) + has_letters * len(f"{_NO_LETTER}{_GAP}")
        stages = [card.stage for card in cards]
        natural = width(badge_column(stages, screen)(stages[0]))
        usual = min(natural, max(int(screen.columns * _STAGE_SHARE), _MIN_STAGE_WIDTH))
        facts = _facts(cards, screen, screen.columns - indent - usual)
        room = screen.columns - indent - max(map(width, facts))
        # The names matter more than the emoji.
        shown = screen if usual <= room else screen._replace(emoji=False)
        show = badge_column(stages, shown, max(min(usual, room), 1))
        heads = []
        for position, (card, fact) in enumerate(zip(cards, facts, strict=True)):
            is_here, letter = position == state.at, state.letters[position].replace(_NO_LETTER, " ")
            keys = state.number(position) + (f"{_GAP}{letter}" if has_letters else "")
            keys = paint(keys, BOLD if is_here else PLAIN, screen.depth)
            heads.append(f"{_edge(card.stage, screen, is_here=is_here)}{keys}{_GAP}{show(card.stage)}{fact}")
        return cls(heads, cards, state, screen, indent)

    def flat(self) -> list[str]:
        """Each card as one line, with its meaning at the end if there is room."""
        widest = max(map(width, self.heads))
        room = self.screen.columns - widest - len(_GAP)
        if room < _MIN_MEANING:
            return [*self.heads]
        return [
            f"{pad(head, widest)}{_GAP}{self._meaning(position, room)}".rstrip()
            for position, head in enumerate(self.heads)
        ]

    def tall(self) -> list[str]:
        """Each card as two lines."""
        return [line for card in self._cards_of_two_lines() for line in card]

    def apart(self) -> list[str]:
        """The same with a blank line between them."""
        return [line for card in self._cards_of_two_lines() for line in (*card, "")][:-1]

    def _cards_of_two_lines(self) -> Iterator[tuple[str, str]]:
        room, margin = self.screen.columns - self.indent, " " * (self.indent - len(_NO_EDGE))
        for position, head in enumerate(self.heads):
            yield head, f"{self._edge_of(position)}{margin}{self._meaning(position, room)}".rstrip()

    def _edge_of(self, position: int) -> str:
        return _edge(self.cards[position].stage, self.screen, is_here=position == self.state.at)

    def _meaning(self, position: int, room: int) -> str:
        text = shorten(clean(self.cards[position].stage.description), max(room, 1))
        return paint(text, PLAIN if position == self.state.at else DIM, self.screen.depth)


def _edge(stage: Stage, screen: Screen, *, is_here: bool) -> str:
    return paint(_EDGE, Look(foreground=stage.colour), screen.depth) if is_here else _NO_EDGE


def _facts(cards: Sequence[StageCard], screen: Screen, room: int) -> list[str]:
    """How many tracks each stage has, and whether those to change are there now; in few words if there is little *room*."""
    wide = [*_facts_in_words(cards, screen, few=False)]
    return wide if max(map(width, wide)) <= room else [*_facts_in_words(cards, screen, few=True)]


def _facts_in_words(cards: Sequence[StageCard], screen: Screen, *, few: bool) -> Iterator[str]:
    counts = [f"{card.tracks:,}" if few else pluralise(card.tracks, "track") for card in cards]
    numbers = [count.partition(" ")[0] for count in counts]
    longest = max(map(len, numbers))
    words = [count.partition(" ")[2] for count in counts]
    for card, number, word in zip(cards, numbers, words, strict=True):
        text = f"{_GAP}{pad_left(number, longest)}{' ' * bool(word)}{word.ljust(max(map(len, words)))}"
        here = (
            "" if card.selected == 1 else f"{card.here:,} " if few else f"{card.here:,} of {card.selected:,} "
        )
        yield text + (f"{_GAP}{paint(f'{_NOW} {here}now', BOLD, screen.depth)}" if card.here else "")
