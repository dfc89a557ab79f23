"""Both sides: the columns of tracks for those in conflict too, with both values where the sides differ."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.merge.in_conflict import side_text
from prodash.model.select.both_sides import BothSides
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import PLAIN
from prodash.render.terminal.width import clean, shorten

IN_CONFLICT = "in conflict"
"""What a narrow screen says instead of both values."""

_NAMES_FIRST, _TITLE_LAST = 6, 5.5
"""The places of these words in the drop order: before dates get shorter, names of workflows before stages."""

_NOTHING = side_text(None)

_TITLE, _LEAST_TITLE_WIDTH = "title", 8

T = TypeVar("T")

_Sides = Mapping[str, BothSides]


def with_both_sides(sheet: Sheet[Track], sides: _Sides) -> Sheet[Track]:
    """*sheet*, in which the rows of the tracks in *sides* say what both sides have."""
    return sheet._replace(
        columns=[_column(column, sides) for column in sheet.columns],
        lazy_columns=lambda: [_column(column, sides) for column in sheet.lazy_columns()],
    )


def _column(column: Column[Track], sides: _Sides) -> Column[Track]:
    """*column* with both values of a track in conflict; rows are sorted by what both agree on."""
    sort_key, repeats = column.sort_key or column.value, column.repeats
    return column._replace(
        value=_either(sides, column.value, lambda both: _value(column, both)),
        sort_key=_either(sides, sort_key, lambda both: _agreed(sort_key, both)),
        repeats=repeats and _either(sides, repeats, lambda both: all(map(repeats, both))),
        **(_cells(column, column.cell, sides) if column.cell else {}),
    )


def _cells(column: Column[Track], cell: Callable[[Track], Cell], sides: _Sides) -> dict[str, Any]:
    """What people see in *column*, whose cells are *cell*: both values, or on a narrow screen that they are in conflict."""

    def of_sides(both: BothSides) -> Cell:
        return _cell(column, both, *map(cell, both))

    def text(track: Track) -> str:
        return clean(cell(track).text).strip()

    def words(both: BothSides, shorter_text: Callable[[Track], str]) -> str:
        if _is_alike(column, both):
            return shorter_text(both.ours) or shorter_text(both.theirs)
        if column.name == _TITLE:
            return _joined(*(shorten(text(track), _LEAST_TITLE_WIDTH) for track in both))
        return IN_CONFLICT

    order = _TITLE_LAST if column.name == _TITLE else _NAMES_FIRST + column.place
    shorter = [
        (at, _either(sides, one, partial(words, shorter_text=one)))
        for at, one in (*column.shorter, (order, text))
    ]
    changed: dict[str, Any] = {"cell": _either(sides, cell, of_sides)}
    if all(_is_alike(column, both) for both in sides.values()):
        return changed
    least = column.min_width and max(column.min_width, len(IN_CONFLICT))
    return {**changed, "shorter": shorter, "min_width": least}


def _cell(column: Column[Track], both: BothSides, ours: Cell, theirs: Cell) -> Cell:
    """The cell of *both* sides, which have these cells; of two dates it has the days alone."""
    if _is_alike(column, both):
        # A date may be late on one side only.
        return ours if ours.text else theirs
    values = map(column.value, both)
    texts = map(side_text, values) if column.shorter else (cell.text or _NOTHING for cell in (ours, theirs))
    return Cell(_joined(*texts), PLAIN if ours.look != theirs.look or ours.look.is_badge else ours.look)


def _value(column: Column[Track], both: BothSides) -> Value:
    ours, theirs = map(column.value, both)
    return ours if ours == theirs else _joined(side_text(ours), side_text(theirs))


def _agreed(value: Callable[[Track], Value], both: BothSides) -> Value:
    """The value that both sides have; None if they differ."""
    ours, theirs = map(value, both)
    return ours if ours == theirs else None


def _is_alike(column: Column[Track], both: BothSides) -> bool:
    return column.value(both.ours) == column.value(both.theirs)


def _joined(ours: str, theirs: str) -> str:
    return f"{ours} | {theirs}"


def _either(
    sides: _Sides, of_track: Callable[[Track], T], of_sides: Callable[[BothSides], T]
) -> Callable[[Track], T]:
    """*of_track*, but *of_sides* for a track in conflict."""

    def function(track: Track) -> T:
        both = sides.get(track.path)
        return of_sides(both) if both else of_track(track)

    return function
