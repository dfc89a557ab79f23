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
"""So few subjects have ids beside their titles, and titles on lines of their own before a title is cut."""


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
    room = screen.columns - fields.width - _GAP
    needed = SideColumns.needed(lines, screen)
    few = len(groups) <= _FEW
    with_ids = _labels(groups, subjects, with_ids=few)
    labels = with_ids if _widest(with_ids) + needed <= room else _labels(groups, subjects, with_ids=False)
    columns = min(_widest(labels), max(room - needed, _LEAST_TITLE, screen.columns // 3))
    if (few and columns < _widest(labels)) or room - columns < min(needed, _LEAST_ROOM):
        sides = SideColumns(lines, screen, room, whole=whole)
        return [
            [label.shown(screen, screen.columns), *_indented(group, fields, sides, _GAP)]
            for label, group in zip(with_ids, groups, strict=True)
        ]
    sides = SideColumns(lines, screen, room - columns, whole=whole)
    return [
        [*_beside(label.shown(screen, columns), group, fields, sides, columns + _GAP)]
        for label, group in zip(labels, groups, strict=True)
    ]


def _labels(groups: Sequence[Group], subjects: Subjects, *, with_ids: bool) -> list[_Label]:
    """The label of each group; *with_ids*, with the id if the title does not say it."""
    owners = [group.subjects[0] for group in groups]
    ids = [subjects.needed_id(owner) or (subjects.id_beside(owner) if with_ids else "") for owner in owners]
    return [_Label(subjects.title(owner), identifier) for owner, identifier in zip(owners, ids, strict=True)]


def field_lines(line: Line, fields: FieldColumn, sides: SideColumns, *, named: bool = True) -> Iterator[str]:
    """The values of *line*, which may continue below, beside the name of its field if it is *named*."""
    for number, text in enumerate(sides.lines(line)):
        yield (fields.cell(line.field) if named and not number else " " * fields.width) + text


def _beside(label: str, group: Group, fields: FieldColumn, sides: SideColumns, indent: int) -> Iterator[str]:
    """The lines of *group*, the first one with *label* in the room of the indent."""
    for number, text in enumerate(_indented(group, fields, sides, indent)):
        yield text if number else pad(label, indent) + text[indent:]


def _indented(group: Group, fields: FieldColumn, sides: SideColumns, indent: int) -> Iterator[str]:
    for line in group.lines:
        yield from (" " * indent + text for text in field_lines(line, fields, sides))


def _widest(labels: Sequence[_Label]) -> int:
    return max((label.width for label in labels), default=0)
