"""Attention: the things that need attention, each with the command that shows more."""

from collections.abc import Sequence

from prodash import shell
from prodash.model.catalogue.due import Urgency
from prodash.model.views.attention import Attention, Concern
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import clean, pad, pad_left, width, wrap
from prodash.render.terminal.words import pluralise
from prodash.render.views.due import text_indent

NEEDS_ATTENTION = "Needs attention"
NOTHING_NEEDS_ATTENTION = "nothing needs attention"

_GAP = "  "
_WORDS = {
    Concern.BROKEN: ("file", "with errors"),
    Concern.OVERDUE: ("track", Urgency.OVERDUE.value),
    Concern.NEEDS_NOTHING: ("track", "without a workflow"),
    Concern.STILL_NEEDS: ("finished track", "with a workflow"),
    Concern.NO_PROJECT: ("track", "in no project"),
}
_FEW_WORDS = {
    Concern.BROKEN: "with errors",
    Concern.OVERDUE: "late",
    Concern.NEEDS_NOTHING: "without workflow",
    Concern.STILL_NEEDS: "done, with workflow",
    Concern.NO_PROJECT: "in no project",
}


def concern_words(attention: Attention) -> str:
    """The concern with its count: `2 tracks overdue`."""
    noun, rest = _WORDS[attention.concern]
    return f"{pluralise(attention.number, noun)} {rest}"


def concern_name(concern: Concern) -> str:
    """The concern without its count: `Tracks without a workflow`."""
    noun, rest = _WORDS[concern]
    return f"{noun}s {rest}".capitalize()


def _few_concern_words(attention: Attention) -> str:
    """The same in less room: `2 late`."""
    return f"{attention.number:,} {_FEW_WORDS[attention.concern]}"


def command_words(attention: Attention, program: str = "prodash") -> str:
    """The command that shows more.

    *program* is `prodash`, with its options if it runs outside the catalogue.
    """
    return f"{program} {shell.join(attention.command)}"


def attention_lines(items: Sequence[Attention], screen: Screen, program: str, max_lines: int) -> list[str]:
    """A line for each of *items*, with counts and commands aligned.

    On a narrow screen the words are fewer, or a command is on the lines below.  If there are more than *max_lines*
    lines in all, the longest commands are left out.
    """
    starts = _starts(items, screen)
    commands = [clean(command_words(item, program)) for item in items]
    for words_of in (concern_words, _few_concern_words):
        words = _padded([_without_count(words_of(item)) for item in items])
        parts = zip(starts, words, commands, strict=True)
        lines = [f"{start} {text}{_GAP}{command}" for start, text, command in parts]
        if screen.width is None or max(map(width, lines), default=0) <= screen.width:
            return lines
    for most in (3, 2, 1, 0):
        rows = zip(items, starts, commands, strict=True)
        lines = [line for row in rows for line in _item_lines(*row, screen, most)]
        if len(lines) <= max_lines:
            break
    return lines


def _starts(items: Sequence[Attention], screen: Screen) -> list[str]:
    """The indent and the count of each line, aligned at the right."""
    counts = [f"{item.number:,}" for item in items]
    digits = max(map(len, counts), default=0)
    indent = text_indent(screen)
    return [indent + pad_left(paint(count, BOLD, screen.depth), digits) for count in counts]


def _padded(texts: Sequence[str]) -> list[str]:
    longest = max(map(width, texts), default=0)
    return [pad(text, longest) for text in texts]


def _without_count(words: str) -> str:
    return words.partition(" ")[2]


def _item_lines(item: Attention, start: str, command: str, screen: Screen, most: int) -> list[str]:
    """The command beside the words if it fits there, else below them in *most* lines at most."""
    whole, few = (
        f"{start} {_without_count(words_of(item))}" for words_of in (concern_words, _few_concern_words)
    )
    for words in (whole, few):
        if width(words + _GAP + command) <= screen.columns:
            return [words + _GAP + command]
    indent = text_indent(screen)
    below = wrap(command, screen, indent + _GAP)
    return [*wrap(whole[len(indent) :], screen, indent), *(below if len(below) <= most else [])]
