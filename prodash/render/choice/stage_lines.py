"""Stage lines: each stage as a badge, with how many tracks it has and how many of those to change are there now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage
from prodash.render.terminal.badges import Show, badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import pad, pad_left, width
from prodash.render.terminal.words import pluralise

_GAP = "  "
_NOW = "●"
_STAGE_SHARE, _MIN_STAGE_WIDTH = 0.4, 30
"""A badge has this share of the screen at most, or this many columns."""


class StageCard(NamedTuple):
    """A stage with the number of its tracks, and how many of the *selected* ones are there now."""

    stage: Stage
    tracks: int
    here: int
    selected: int


def stage_lines(cards: Sequence[StageCard], screen: Screen, taken: int) -> list[str]:
    """A line for each of *cards*, beside *taken* columns; in few words on a narrow screen."""
    room = screen.columns - taken
    badge_width = _usual_badge_width(cards, screen)
    facts = [*_facts(cards, screen, few=False)]
    if badge_width + max(map(width, facts)) > room:
        facts = [*_facts(cards, screen, few=True)]
    show = _badges(cards, screen, badge_width, room - max(map(width, facts)))
    return [show(card.stage) + fact for card, fact in zip(cards, facts, strict=True)]


def _usual_badge_width(cards: Sequence[StageCard], screen: Screen) -> int:
    stages = [card.stage for card in cards]
    natural = width(badge_column(stages, screen)(stages[0]))
    return min(natural, max(int(screen.columns * _STAGE_SHARE), _MIN_STAGE_WIDTH))


def _badges(cards: Sequence[StageCard], screen: Screen, usual: int, room: int) -> Show:
    """The badges, *usual* columns wide; if there is less *room*, without emoji, because the names matter more."""
    shown = screen if usual <= room else screen._replace(emoji=False)
    return badge_column([card.stage for card in cards], shown, max(min(usual, room), 1))


def _facts(cards: Sequence[StageCard], screen: Screen, *, few: bool) -> Iterator[str]:
    counts = [pluralise(card.tracks, "track").partition(" ") for card in cards]
    digits = max(len(number) for number, _, _ in counts)
    for card, (number, _, noun) in zip(cards, counts, strict=True):
        tracks = pad_left(number, digits) + ("" if few else f" {pad(noun, len('tracks'))}")
        here = f"{_GAP}{paint(f'{_NOW} {_here(card, few=few)}now', BOLD, screen.depth)}" if card.here else ""
        yield f"{_GAP}{tracks}{here}"


def _here(card: StageCard, *, few: bool) -> str:
    if card.selected == 1:
        return ""
    return f"{card.here:,} " if few else f"{card.here:,} of {card.selected:,} "
