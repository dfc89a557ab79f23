"""Change rows: what changes in one track or entry: its title, then each field with its value before and after."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.render.changes.groups import ChangeGroup, FieldChange
from prodash.render.changes.subjects import Subjects
from prodash.render.changes.value_columns import ValueColumns
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
    """The names of the fields of *changes*; it has no width if they are not *named*, or are the stage, as badges say that."""

    def __init__(self, changes: Sequence[FieldChange], screen: Screen, *, named: bool = True) -> None:
        names = {change.field for change in changes}
        self._depth = screen.depth
        widest = max((width(clean(name)) for name in names), default=0)
        self._most = min(widest, screen.columns // 3, max(screen.columns - _BESIDE, 1))
        self.width = 0 if names <= {"stage"} or not named else self._most + _GAP

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
    groups: Sequence[ChangeGroup],
    subjects: Subjects,
    screen: Screen,
    *,
    whole: bool,
    named: bool = True,
    title_width: int = 0,
) -> list[list[str]]:
    """The lines for each of *groups*, which have one subject each: the values beside its title, or below if they do not fit.

    The fields are *named* before the values.  Titles take *title_width* columns, if there is room, and then only those that
    several tracks have get an id.
    """
    changes = [change for group in groups for change in group.changes]
    fields = FieldColumn(changes, screen, named=named)
    room = screen.columns - fields.width - _GAP
    needed = ValueColumns.needed(changes, screen)
    few = len(groups) <= _FEW
    with_ids = _labels(groups, subjects, with_ids=few and not title_width)
    labels = with_ids if _widest(with_ids) + needed <= room else _labels(groups, subjects, with_ids=False)
    columns = min(max(_widest(labels), title_width), max(room - needed, _LEAST_TITLE, screen.columns // 3))
    is_below = (few and columns < _widest(labels)) or room - columns < min(needed, _LEAST_ROOM)
    values = ValueColumns(changes, screen, room if is_below else room - columns, whole=whole)
    if is_below:
        return [
            [label.shown(screen, screen.columns), *_indented(group, fields, values, _GAP)]
            for label, group in zip(with_ids, groups, strict=True)
        ]
    return [
        [*_beside(label.shown(screen, columns), group, fields, values, columns + _GAP)]
        for label, group in zip(labels, groups, strict=True)
    ]


def _labels(groups: Sequence[ChangeGroup], subjects: Subjects, *, with_ids: bool) -> list[_Label]:
    """The label of each group; *with_ids*, with the id if the title does not say it."""
    owners = [group.subjects[0] for group in groups]
    ids = [subjects.needed_id(owner) or (subjects.id_beside(owner) if with_ids else "") for owner in owners]
    return [_Label(subjects.title(owner), identifier) for owner, identifier in zip(owners, ids, strict=True)]


def field_lines(
    change: FieldChange, fields: FieldColumn, values: ValueColumns, *, named: bool = True
) -> Iterator[str]:
    """The values of *change*, which may take several lines; if *named*, beside the name of the field."""
    for number, text in enumerate(values.lines(change)):
        yield (fields.cell(change.field) if named and not number else " " * fields.width) + text


def _beside(
    label: str, group: ChangeGroup, fields: FieldColumn, values: ValueColumns, indent: int
) -> Iterator[str]:
    """The lines of *group*, the first one with *label* in the room of the indent."""
    for number, text in enumerate(_indented(group, fields, values, indent)):
        yield text if number else pad(label, indent) + text[indent:]


def _indented(group: ChangeGroup, fields: FieldColumn, values: ValueColumns, indent: int) -> Iterator[str]:
    for change in group.changes:
        yield from (" " * indent + text for text in field_lines(change, fields, values))


def _widest(labels: Sequence[_Label]) -> int:
    return max((label.width for label in labels), default=0)
