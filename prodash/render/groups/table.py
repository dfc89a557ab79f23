"""Grouped table: a table of tracks with a heading above those of each group."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter

from prodash.model.sums.sums import Sum
from prodash.render.formats.formats import Format, as_table
from prodash.render.formats.sheet import Answer
from prodash.render.formats.table import table
from prodash.render.groups.headings import Headed, headings
from prodash.render.groups.sheet import GroupedTrack, below_headings
from prodash.render.tables.frames import NO_FRAME
from prodash.render.terminal.width import without_commands

_INDENT = "  "


def grouped_table(sums: Mapping[int, Sequence[Sum]]) -> Format:
    """The format of a table of grouped tracks, whose headings have the *sums* of the groups, by position.

    The header is there once.  A frame has no headings: there the group is a column.
    """

    def as_grouped_table(answer: Answer) -> Iterator[str]:
        if answer.style != NO_FRAME or not answer.sheet.rows:
            return as_table(answer)
        return map(without_commands, _lines(answer, sums))

    return as_grouped_table


def _lines(answer: Answer, sums: Mapping[int, Sequence[Sum]]) -> Iterator[str]:
    screen = answer.screen
    room = None if screen.width is None else max(screen.width - len(_INDENT), 1)
    lines = table(below_headings(answer.sheet), screen._replace(width=room))
    groups = _headed(answer.sheet.rows, sums)
    yield from (_INDENT + line for line in islice(lines, 2))
    for heading, headed in zip(headings(groups, screen), groups, strict=True):
        yield ""
        yield from heading
        yield from (_INDENT + line for line in islice(lines, headed.shown))


def _headed(rows: Sequence[GroupedTrack], sums: Mapping[int, Sequence[Sum]]) -> list[Headed]:
    """The groups of *rows*, which follow each other."""
    parts = ((position, [*members]) for position, members in groupby(rows, key=attrgetter("position")))
    return [Headed(members[0].group, len(members), sums.get(position, ())) for position, members in parts]
