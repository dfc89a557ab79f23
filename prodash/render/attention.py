"""Attention: what needs a look in plain words, each with the command that shows more."""

import shlex
from collections.abc import Sequence

from prodash.model.agenda import When
from prodash.model.attention import Attention, Concern
from prodash.render.screen import Screen
from prodash.render.style import DIM, paint
from prodash.render.width import clean, pad, shorten, width, wrap
from prodash.render.words import count

_INDENT = "  "
_GAP = "  "
_COMMAND_LINES = 2
_WORDS = {
    Concern.BROKEN: ("file", "with errors"),
    Concern.OVERDUE: ("track", When.PAST.value),
    Concern.NEEDS_NOTHING: ("track", "without a workflow"),
    Concern.STILL_NEEDS: ("finished track", "with a workflow"),
    Concern.NO_PROJECT: ("track", "in no project"),
}


def concern_words(attention: Attention) -> str:
    """What it is about, with the count: `2 tracks past due`."""
    noun, rest = _WORDS[attention.concern]
    return f"{count(attention.count, noun)} {rest}"


def command_words(attention: Attention) -> str:
    """The command that shows more, as it is typed."""
    return shlex.join(("prodash", *attention.command))


def attention_lines(found: Sequence[Attention], screen: Screen) -> list[str]:
    """A line for each, the commands one below the other; one that has no room there goes on lines of its own."""
    longest = max((width(concern_words(one)) for one in found), default=0)
    return [line for one in found for line in _lines(one, longest, screen)]


def _lines(one: Attention, longest: int, screen: Screen) -> list[str]:
    words, command = concern_words(one), clean(command_words(one))
    beside = f"{_INDENT}{pad(words, longest)}{_GAP}"
    if screen.width is None or width(beside + command) <= screen.width:
        return [f"{beside}{paint(command, DIM, screen.depth)}"]
    below = wrap(command, screen, _INDENT * 2)
    shown = below[:_COMMAND_LINES]
    if below[_COMMAND_LINES:]:
        shown[-1] = shorten(f"{shown[-1]} {below[_COMMAND_LINES].strip()}", screen.width)
    return [*wrap(words, screen, _INDENT), *(paint(line, DIM, screen.depth) for line in shown)]
