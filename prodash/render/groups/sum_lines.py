"""Sum lines: a line for each sum, with a note about the tracks that it leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from prodash.model.sums.summed_fields import COUNT
from prodash.model.sums.sums import Sum
from prodash.render.formats.formats import Format
from prodash.render.formats.sheet import Answer
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import clean, pad, pad_left, shorten, width, without_commands, wrap
from prodash.render.terminal.words import pluralise

NOTHING = "–"
"""Stands for a sum of no values."""

_GAP = "  "
_LEAST_LABEL = 4
_DUE_DATE = "due date"


def label_of(one: Sum) -> str:
    """The label of *one*: `sum of length`."""
    return f"{one.of.function} of {clean(one.of.name)}"


def with_sums_below(format_of: Format, sums: Sequence[Sum]) -> Format:
    """The format *format_of* with the lines of *sums* below, a line apart."""

    def with_sums(answer: Answer) -> Iterator[str]:
        gap: list[str] = []
        for line in format_of(answer):
            gap = [""]
            yield line
        yield from map(without_commands, (*gap, *sum_lines(sums, answer.screen)))

    return with_sums


def sum_lines(sums: Sequence[Sum], screen: Screen) -> list[str]:
    """A line for each of *sums*, with the values in line; notes stand beside them, or below if they do not fit."""
    lines = labelled_sums(sums, screen)
    if len(lines) == len(sums):
        notes = _note_of_each(sums)
        beside = [_beside(line, note, screen) for line, note in zip(lines, notes, strict=True)]
        if screen.width is None or all(width(line) <= screen.width for line in beside):
            return beside
    return [*lines, *note_lines(sums, screen)]


def labelled_sums(sums: Sequence[Sum], screen: Screen, look: Look = PLAIN) -> list[str]:
    """Each of *sums* with its label in this *look*; the values are aligned, below the labels if they do not fit beside them."""
    values = [one.text or NOTHING for one in sums]
    labels = [label_of(one) for one in sums]
    longest = max(map(width, values), default=0)
    room = max(map(width, labels), default=0)
    if screen.width is not None:
        room = min(room, screen.width - longest - len(_GAP))
    beside = room >= _LEAST_LABEL
    columns = room if beside else max(screen.columns, 1)
    heads = [paint(shorten(label, columns), look, screen.depth) for label in labels]
    shown = [aligned_sum(value, longest, screen) for value in values]
    pairs = zip(heads, shown, strict=True)
    return [pad(head, room) + _GAP + text for head, text in pairs] if beside else [*chain(*pairs)]


def aligned_sum(text: str, columns: int, screen: Screen) -> str:
    """The *text* of a sum, bold, at the right of so many *columns*; dim if there is no sum."""
    return paint(pad_left(text, columns), DIM if text == NOTHING else BOLD, screen.depth)


def note_lines(sums: Sequence[Sum], screen: Screen) -> list[str]:
    """The notes of *sums*, each on lines of its own."""
    notes = [paint(note, DIM, screen.depth) for note in _note_of_each(sums) if note]
    return [line for note in notes for line in wrap(note, screen)]


def sum_remarks(sums: Sequence[Sum]) -> Iterator[str]:
    """A remark with the value of each of *sums* and what it leaves out, for a format that has no place for sums."""
    for one, note in zip(sums, _note_of_each(sums), strict=True):
        yield f"{label_of(one)}: {one.text or NOTHING}{note and f' ({note})'}"


def _beside(line: str, note: str, screen: Screen) -> str:
    return f"{line}{_GAP}{paint(note, DIM, screen.depth)}" if note else line


def _note_of_each(sums: Iterable[Sum]) -> list[str]:
    """What each of *sums* leaves out; it is said once for a field."""
    said: set[str] = set()
    notes = []
    for one in sums:
        is_new = one.of.function != COUNT and one.of.name not in said
        said |= {one.of.name} if is_new else set()
        notes.append(_note(one) if is_new else "")
    return notes


def _note(one: Sum) -> str:
    """Which tracks *one* leaves out: `2 tracks have no bpm`."""
    name, kind = clean(_DUE_DATE if one.of.name == "due" else one.of.name), one.of.type
    have = "has" if one.without == 1 else "have"
    parts = [f"{pluralise(one.without, 'track')} {have} no {name}"] if one.without else []
    parts += [f"the {name} of {pluralise(one.unfit, 'track')} is not {kind.words}"] if one.unfit else []
    return ", ".join(parts)
