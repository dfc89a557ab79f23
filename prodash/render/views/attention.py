"""Attention: the things that need attention, each with the command that shows more."""

from collections.abc import Sequence

from prodash import shell
from prodash.model.views.agenda import DueGroup
from prodash.model.views.attention import Attention, Concern
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean, pad, width, wrap
from prodash.render.terminal.words import pluralise

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
    """The concern with its count: `2 tracks past due`."""
    noun, rest = _WORDS[attention.concern]
    return f"{pluralise(attention.count, noun)} {rest}"


def command_words(attention: Attention, program: str = "prodash") -> str:
    """The command that shows more.

    *program* is `prodash`, with its options if it runs outside the catalogue.
    """
    return f"{program} {shell.join(attention.command)}"


def attention_lines(items: Sequence[Attention], screen: Screen, program: str, max_lines: int) -> list[str]:
    """A line for each of *items*, with the commands aligned.

    A command that does not fit goes on the lines below.  If there are more than *max_lines* lines in all,
    the longest commands are left out.
    """
    tries = (_all_lines(items, screen, program, command_lines) for command_lines in (3, 2, 1, 0))
    return next((lines for lines in tries if len(lines) <= max_lines), _all_lines(items, screen, program, 0))


def _all_lines(items: Sequence[Attention], screen: Screen, program: str, command_lines: int) -> list[str]:
    longest = max((width(concern_words(item)) for item in items), default=0)
    commands = [clean(command_words(item, program)) for item in items]
    pairs = zip(items, commands, strict=True)
    return [
        line for item, command in pairs for line in _item_lines(item, command, longest, screen, command_lines)
    ]


def _item_lines(item: Attention, command: str, longest: int, screen: Screen, command_lines: int) -> list[str]:
    words = concern_words(item)
    start = f"{_INDENT}{pad(words, longest)}{_GAP}"
    if screen.width is None or width(start + command) <= screen.width:
        return [f"{start}{paint(command, DIM, screen.depth)}"]
    below = wrap(command, screen, _INDENT * 2)
    shown = below if len(below) <= command_lines else []
    return [*wrap(words, screen, _INDENT), *(paint(line, DIM, screen.depth) for line in shown)]
