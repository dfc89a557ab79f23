"""Change heads: what happens to each group of tracks, and how many they are, in columns."""

from collections.abc import Iterator, Sequence

from prodash.model.plan.change import TRACK
from prodash.render.changes.groups import ChangeGroup
from prodash.render.changes.rows import FieldColumn, field_lines
from prodash.render.changes.value_columns import ValueColumns
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import pad, pad_left, width
from prodash.render.terminal.words import pluralise

_GAP, _SMALL_GAP = 3, 2


def group_heads(
    groups: Sequence[ChangeGroup], screen: Screen, *, whole: bool, together: bool = False
) -> list[list[str]]:
    """The lines that stand above the titles of each of *groups*; *together*, they name each field once."""
    changes = [change for group in groups for change in group.changes]
    fields = FieldColumn(changes, screen)
    room = screen.columns - fields.width
    needed = ValueColumns.needed(changes, screen)
    counts, gap = _counts_within(groups, screen, room - needed)
    taken = gap + _widest(counts)
    beside = needed + taken <= room
    values = ValueColumns(changes, screen, room - beside * taken, whole=whole)
    texts = [*_texts(groups, fields, values, once=together and beside)]
    if not beside:
        return [[count, *head] for count, head in zip(counts, texts, strict=True)]
    widest = _widest([text for head in texts for text in head])
    return [
        [f"{pad(head[0], widest)}{' ' * gap}{count}", *head[1:]]
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


def _counts_within(groups: Sequence[ChangeGroup], screen: Screen, room: int) -> tuple[list[str], int]:
    """How many tracks each group has, without the noun if only that fits *room*, and the columns before it."""
    counts, bare = _counts(groups, screen), _counts(groups, screen, noun=False)
    if _GAP + _widest(counts) > room >= _SMALL_GAP + _widest(bare):
        return bare, _SMALL_GAP
    return counts, _GAP


def _counts(groups: Sequence[ChangeGroup], screen: Screen, *, noun: bool = True) -> list[str]:
    """How many tracks each group has, with the numbers one below the other."""
    numbers = [f"{len(group.subjects):,}" for group in groups]
    longest = _widest(numbers)
    return [
        paint(pad_left(number, longest), BOLD, screen.depth)
        + pluralise(len(group.subjects), TRACK).removeprefix(number) * noun
        for number, group in zip(numbers, groups, strict=True)
    ]


def _widest(texts: Sequence[str]) -> int:
    return max(map(width, texts), default=0)
