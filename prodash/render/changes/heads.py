"""Change heads: what happens to each group of tracks, and how many they are, in columns."""

from collections.abc import Iterator, Sequence

from prodash.model.change.change import TRACK
from prodash.render.changes.groups import ChangeGroup
from prodash.render.changes.rows import FieldColumn, field_lines
from prodash.render.changes.value_columns import ValueColumns
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import pad, pad_left, width
from prodash.render.terminal.words import pluralise

_GAP = 3


def group_heads(
    groups: Sequence[ChangeGroup], screen: Screen, *, whole: bool, together: bool = False
) -> list[list[str]]:
    """The lines that stand above the titles of each of *groups*; *together*, they name each field once."""
    changes = [change for group in groups for change in group.changes]
    fields = FieldColumn(changes, screen)
    counts = _counts(groups, screen)
    counts_width = max(map(width, counts), default=0)
    room = screen.columns - fields.width
    needed = ValueColumns.needed(changes, screen)
    beside = needed + _GAP + counts_width <= room
    values = ValueColumns(changes, screen, room - beside * (_GAP + counts_width), whole=whole)
    texts = [*_texts(groups, fields, values, once=together and beside)]
    if not beside:
        return [[count, *head] for count, head in zip(counts, texts, strict=True)]
    widest = max((width(text) for head in texts for text in head), default=0)
    return [
        [f"{pad(head[0], widest)}{' ' * _GAP}{count}", *head[1:]]
        for count, head in zip(counts, texts, strict=True)
    ]


def _texts(
    groups: Sequence[ChangeGroup], fields: FieldColumn, values: ValueColumns, *, once: bool
) -> Iterator[list[str]]:
    """The lines of each group without its number; with *once*, the field is left out where the line above has it."""
    above = ""
    for group in groups:
        texts: list[str] = []
        for change in group.changes:
            texts += field_lines(change, fields, values, named=not once or change.field != above)
            above = change.field
        yield texts


def _counts(groups: Sequence[ChangeGroup], screen: Screen) -> list[str]:
    """How many tracks each group has, with the numbers one below the other."""
    numbers = [f"{len(group.subjects):,}" for group in groups]
    longest = max(map(len, numbers), default=0)
    return [
        paint(pad_left(number, longest), BOLD, screen.depth)
        + pluralise(len(group.subjects), TRACK).removeprefix(number)
        for number, group in zip(numbers, groups, strict=True)
    ]
