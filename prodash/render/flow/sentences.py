"""Sentences: where tracks pile up, and what counts of stages do not show, in the words of terminal and page."""

from collections.abc import Iterator
from datetime import date

from prodash.model.flow.answer import FlowAnswer
from prodash.model.flow.bottleneck import LEAST_GROWTH
from prodash.model.flow.periods import Window
from prodash.model.flow.unseen import Unseen
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise

_ENOUGH_DAYS = 7
"""In fewer days hardly anything piles up."""


def pile_sentence(answer: FlowAnswer, today: date) -> str:
    """The stage that grew most, with both of its numbers, or that none grew much, of those that `find_bottleneck` looks at."""
    window, found = answer.window, answer.bottleneck
    when = window_words(window, today)
    pile = "Tracks pile up" if window.last == today else "Tracks piled up"
    if found:
        return f"{pile} in {clean(found.stage.name)}: from {found.before:,} to {found.now:,} {when}"
    if not answer.moves:
        return f"Nothing moved {when}"
    if (window.last - window.first).days < _ENOUGH_DAYS:
        return f"Too few days to see where tracks pile up: {when}"
    none = f"no active stage between the first and the last grew by more than {LEAST_GROWTH - 1} tracks"
    return f"{pile} nowhere: {none} {when}"


def window_words(window: Window, today: date) -> str:
    """The days of *window*: `since 2026-05-18`, `between 2026-05-18 and 2026-06-30`, `on 2026-06-30`."""
    if window.last == today:
        return f"since {window.first}"
    return f"between {window.first} and {window.last}" if window.first < window.last else f"on {window.last}"


def unseen_words(unseen: Unseen, window: Window) -> str:
    """What the counts do not show, as in `not shown: 3 moves back, 1 track removed`; empty if that is nothing."""
    parts = ", ".join(_unseen_parts(unseen, window))
    return f"not shown: {parts}" if parts else ""


def _unseen_parts(unseen: Unseen, window: Window) -> Iterator[str]:
    if unseen.finished:
        when = "when the history begins" if window.is_from_beginning else f"before {window.first}"
        yield f"{pluralise(unseen.finished, 'track')} finished {when}"
    if unseen.added:
        yield f"{pluralise(unseen.added, 'track')} added as finished"
    if unseen.back:
        yield f"{unseen.back:,} {'move' if unseen.back == 1 else 'moves'} back"
    if unseen.archived:
        yield f"{pluralise(unseen.archived, 'track')} archived"
    if unseen.removed:
        yield f"{pluralise(unseen.removed, 'track')} removed"
