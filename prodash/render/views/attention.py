"""Attention: what needs a look in plain words, each with the command that shows more."""

import shlex
from collections.abc import Sequence

from prodash.model.views.agenda import DueGroup
from prodash.model.views.attention import Attention, Concern
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean, pad, width, wrap
from prodash.render.terminal.words import count

_INDENT = "  "
_GAP = "  "
_WORDS = {
    Concern.BROKEN: ("file", "with errors"),
    Concern.OVERDUE: ("track", DueGroup.PAST.value),
    Concern.NEEDS_NOTHING: ("track", "without a workflow"),
    Concern.STILL_NEEDS: ("finished track", "with a workflow"),
    Concern.NO_PROJECT: ("track", "in no project"),
}


def concern_words(attention: Attention) -> str:
    """What it is about, with the count: `2 tracks past due`."""
    noun, rest = _WORDS[attention.concern]
    return f"{count(attention.count, noun)} {rest}"


def command_words(attention: Attention, program: str = "prodash") -> str:
    """The command that shows more, as it is typed in the catalogue, or where *program* says which one it is."""
    return f"{program} {shlex.join(attention.command)}"


def attention_lines(found: Sequence[Attention], screen: Screen, program: str, most: int) -> list[str]:
    """A line for each, the commands one below the other; one that has no room there goes on lines of its own.

    More than *most* lines are made fewer by leaving out the longest commands.
    """
    tries = (_all_lines(found, screen, program, of_command) for of_command in (3, 2, 1, 0))
    return next((lines for lines in tries if len(lines) <= most), _all_lines(found, screen, program, 0))


def _all_lines(found: Sequence[Attention], screen: Screen, program: str, of_command: int) -> list[str]:
    longest = max((width(concern_words(one)) for one in found), default=0)
    commands = [clean(command_words(one, program)) for one in found]
    pairs = zip(found, commands, strict=True)
    return [line for one, command in pairs for line in _lines(one, command, longest, screen, of_command)]


def _lines(one: Attention, command: str, longest: int, screen: Screen, of_command: int) -> list[str]:
    words = concern_words(one)
    beside = f"{_INDENT}{pad(words, longest)}{_GAP}"
    if screen.width is None or width(beside + command) <= screen.width:
        return [f"{beside}{paint(command, DIM, screen.depth)}"]
    below = wrap(command, screen, _INDENT * 2)
    shown = below if len(below) <= of_command else []
    return [*wrap(words, screen, _INDENT), *(paint(line, DIM, screen.depth) for line in shown)]
