"""Change rows: what changes in one track or entry: its title, then each field with its value before and after."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.render.changes.groups import Group, Line
from prodash.render.changes.sides import SideColumns
from prodash.render.changes.subjects import Subjects
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, pad, shorten, shorten_middle, width

_GAP = 2
_LEAST_TITLE = 12
_LEAST_ROOM = 24
_BESIDE = 16
"""The room that an arrow and a date need beside the name of a field."""
_FEW = 5
"""So few subjects have their titles on lines of their own before a title is cut."""


class FieldColumn:
    """The names of the fields of *lines*; without any width if all are the stage, as its badges say that."""

    def __init__(self, lines: Sequence[Line], screen: Screen) -> None:
        names = {line.field for line in lines}
        self._depth = screen.depth
        widest = max((width(clean(name)) for name in names), default=0)
        self._most = min(widest, screen.columns // 3, max(screen.columns - _BESIDE, 1))
        self.width = 0 if names <= {"stage"} else self._most + _GAP

    def cell(self, name: str) -> str:
        """The name of one field, padded to the width of the column."""
        return (
            pad(paint(shorten(clean(name), self._most), DIM, self._depth), self.width) if self.width else ""
        )


class _Label(NamedTuple):
    """A title and perhaps an id."""

    title: str
    id: str

    @property
    def width(self) -> int:
        return width(self.title) + (_GAP + width(self.id) if self.id else 0)

    def shown(self, screen: Screen, columns: int) -> str:
        """The title in bold and the id, in *columns* columns: the id is cut to a third of them, and then the title."""
        if not self.id:
            return paint(shorten(self.title, columns), BOLD, screen.depth)
        spare = columns - _GAP - width(self.title)
        identifier = shorten_middle(self.id, max(spare, columns // 3, 1))
        title = shorten(self.title, max(columns - _GAP - width(identifier), 1))
        return f"{paint(title, BOLD, screen.depth)}{' ' * _GAP}{paint(identifier, DIM, screen.depth)}"


def subject_rows(
    groups: Sequence[Group], subjects: Subjects, screen: Screen, *, whole: bool
) -> list[list[str]]:
    """The lines for each of *groups*, which have one subject each."""
    lines = [line for group in groups for line in group.lines]
    fields = FieldColumn(lines, screen)
    owners = [group.subjects[0] for group in groups]
    labels = [_Label(subjects.title(owner), subjects.id_beside(owner)) for owner in owners]
    room = screen.columns - fields.width - _GAP
    needed = SideColumns.needed(lines, screen)
    if _widest(labels) + needed > room:
        labels = [
            label._replace(id=subjects.needed_id(owner)) for label, owner in zip(labels, owners, strict=True)
        ]
    columns = min(_widest(labels), max(room - needed, _LEAST_TITLE, screen.columns // 3))
    if (columns < _widest(labels) and len(groups) <= _FEW) or room - columns < min(needed, _LEAST_ROOM):
        sides = SideColumns(lines, screen, room, whole=whole)
        return [
            [*_stacked(label, group, fields, sides, screen)]
            for label, group in zip(labels, groups, strict=True)
        ]
    sides = SideColumns(lines, screen, room - columns, whole=whole)
    return [
        [*_beside(label.shown(screen, columns), group, fields, sides, columns)]
        for label, group in zip(labels, groups, strict=True)
    ]


def field_lines(line: Line, fields: FieldColumn, sides: SideColumns) -> Iterator[str]:
    """The field of *line* and its values, which may continue below."""
    for number, text in enumerate(sides.lines(line)):
        yield (" " * fields.width if number else fields.cell(line.field)) + text


def _stacked(
    label: _Label, group: Group, fields: FieldColumn, sides: SideColumns, screen: Screen
) -> Iterator[str]:
    yield label.shown(screen, screen.columns)
    for line in group.lines:
        yield from (" " * _GAP + text for text in field_lines(line, fields, sides))


def _beside(label: str, group: Group, fields: FieldColumn, sides: SideColumns, columns: int) -> Iterator[str]:
    texts = [text for line in group.lines for text in field_lines(line, fields, sides)]
    for number, text in enumerate(texts):
        yield pad("" if number else label, columns + _GAP) + text


def _widest(labels: Sequence[_Label]) -> int:
    return max((label.width for label in labels), default=0)
