"""Grouped table: a table of tracks with a heading above those of each group."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from prodash.model.views.grouping import Group
from prodash.render.formats.formats import as_table
from prodash.render.formats.sheet import Answer
from prodash.render.formats.table import table
from prodash.render.groups.headings import headings
from prodash.render.groups.sheet import GroupedTrack, below_headings
from prodash.render.tables.frames import NO_FRAME
from prodash.render.terminal.width import without_commands

_INDENT = "  "


def as_grouped_table(answer: Answer) -> Iterator[str]:
    """The lines of *answer*: the header once, and the rows below the headings of their groups.

    A frame has no headings: there the group is a column.
    """
    if answer.style != NO_FRAME or not answer.sheet.rows:
        return as_table(answer)
    return map(without_commands, _lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    screen = answer.screen
    room = None if screen.width is None else max(screen.width - len(_INDENT), 1)
    lines = table(below_headings(answer.sheet), screen._replace(width=room))
    groups = _groups(answer.sheet.rows)
    yield from (_INDENT + line for line in islice(lines, 2))
    for heading, (_, number) in zip(headings(groups, screen), groups, strict=True):
        yield ""
        yield from heading
        yield from (_INDENT + line for line in islice(lines, number))


def _groups(rows: Sequence[GroupedTrack]) -> list[tuple[Group, int]]:
    """The groups of *rows*, which follow each other, and how many rows each has."""
    parts = ([*members] for _, members in groupby(rows, key=lambda row: row.position))
    return [(members[0].group, len(members)) for members in parts]
