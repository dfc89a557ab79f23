"""Both sides: the columns of tracks for those in conflict too, with both values where the sides differ."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TypeVar

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.merge.in_conflict import BOTH, side_text
from prodash.model.select.both_sides import BothSides
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import PLAIN
from prodash.render.terminal.width import clean, shorten, width

IN_CONFLICT = "in conflict"
"""What a narrow screen says instead of both values."""

_NAMES_FIRST = 6
"""The place of these words in the drop order: before dates get shorter, names of workflows before stages."""

_TITLE = "title"
_TITLE_WIDTHS = ((5.5, 16), (3.4, 8))
"""Places in the drop order, and what is left there of each of two titles of a track in conflict."""

_NOTHING = side_text(None)

T = TypeVar("T")

_Sides = Mapping[str, BothSides]


def with_both_sides(sheet: Sheet[Track], sides: _Sides) -> Sheet[Track]:
    """*sheet*, in which the rows of the tracks in *sides* say what both sides have."""
    shown = [column for column in sheet.columns if column.cell]
    unmarked = {path for path, both in sides.items() if all(_is_alike(column, both) for column in shown)}
    others = [track for track in sheet.rows if track.path not in sides]
    columns = [_with_values(column, sides, others) for column in sheet.columns]
    return sheet._replace(
        columns=[_with_titles(one, sides, unmarked) if one.name == _TITLE else one for one in columns],
        lazy_columns=lambda: [_with_values(column, sides) for column in sheet.lazy_columns()],
        find_column=lambda name: (found := sheet.find_column(name)) and _with_values(found, sides),
    )


def _with_titles(column: Column[Track], sides: _Sides, unmarked: Collection[str]) -> Column[Track]:
    """*column* with both titles; those of *unmarked* tracks say what no column does, that they are in conflict."""

    def text(track: Track, most: int | None = None) -> str:
        titles = dict.fromkeys(clean(side.title).strip() for side in sides.get(track.path, (track,)))
        # One title, with nothing after it, is cut by the table itself, where it has to be.
        is_whole = most is None or (len(titles) == 1 and track.path not in unmarked)
        shown = _joined(*(title if is_whole else shorten(title, most or 0) for title in titles))
        return f"{shown} ({IN_CONFLICT})" if track.path in unmarked else shown

    cell = column.cell
    return column._replace(
        cell=cell and (lambda track: cell(track)._replace(text=text(track))),
        shorter=[(order, partial(text, most=most)) for order, most in _TITLE_WIDTHS],
        min_width=max(column.min_width or 0, _TITLE_WIDTHS[-1][1] + len(f" ({IN_CONFLICT})")),
    )


def _with_values(column: Column[Track], sides: _Sides, others: Sequence[Track] = ()) -> Column[Track]:
    """*column* with both values of a track in conflict; rows are sorted by what both agree on.

    The *others* are the tracks of the other rows.
    """
    sort_key, repeats, cell = column.sort_key or column.value, column.repeats, column.cell
    with_values = column._replace(
        value=_either(sides, column.value, partial(_value, column)),
        sort_key=_either(sides, sort_key, partial(_agreed, sort_key)),
        repeats=repeats and _either(sides, repeats, lambda both: all(map(repeats, both))),
    )
    if not cell:
        return with_values
    with_cells = with_values._replace(
        cell=_either(sides, cell, lambda both: _cell(column, both, *map(cell, both)))
    )
    if all(_is_alike(column, both) for both in sides.values()):
        return with_cells
    least = column.min_width and max(column.min_width, len(IN_CONFLICT))
    # A column that is never dropped is as wide as its other cells.
    room = 0 if column.drop_order else max(map(width, {cell(track).text for track in others}), default=0)
    return with_cells._replace(shorter=_shorter(column, cell, sides, room), min_width=least)


def _shorter(
    column: Column[Track], cell: Callable[[Track], Cell], sides: _Sides, room: int
) -> list[tuple[float, Callable[[Track], str]]]:
    """What a narrow screen says in *column*: of two values that do not fit *room* that they are in conflict."""

    def words(text: Callable[[Track], str], both: BothSides) -> str:
        if _is_alike(column, both):
            return text(both.ours) or text(both.theirs)
        values = _joined(*(text(side) or _NOTHING for side in both))
        return values if width(values) <= room else IN_CONFLICT

    first = (_NAMES_FIRST + column.place, lambda track: clean(cell(track).text).strip())
    return [(order, _either(sides, text, partial(words, text))) for order, text in (*column.shorter, first)]


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


def _joined(*texts: str) -> str:
    return BOTH.join(texts)


def _either(
    sides: _Sides, of_track: Callable[[Track], T], of_sides: Callable[[BothSides], T]
) -> Callable[[Track], T]:
    """*of_track*, but *of_sides* for a track in conflict."""

    def function(track: Track) -> T:
        both = sides.get(track.path)
        return of_sides(both) if both else of_track(track)

    return function
