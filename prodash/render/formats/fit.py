"""Fit: which columns of a table fit a screen, and how wide each is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from prodash.render.formats.laid_out_column import LaidOutColumn
from prodash.render.formats.sheet import Cell

_LEAST_WIDTH, _LEAST_TITLE_WIDTH = 4, 12
_TITLE_SHARE = 0.4
_FIRST, _LAST_DROP = float("inf"), 1
_LEAST_COLUMNS = 2


def fit_columns(
    columns: Sequence[LaidOutColumn], rows: Sequence[Any], room: int | None, gap: int
) -> list[tuple[LaidOutColumn, int]]:
    """The columns that are shown in *room* with *gap* between them, each with its width.

    If they do not fit, these steps follow until they do: what only repeats is left out, cells get shorter texts,
    ids shrink and are dropped, the others shrink to their `min_width` and are dropped by their order, and at last all
    are cut, but no numbers or dates; what does not even fit then is dropped from the right, all but two columns.
    """
    shown = dict(enumerate(columns))
    widths = _natural(shown)
    if room is not None and _table_width(widths, gap) > room:
        orders = [column.source.drop_order for column in columns if not column.source.cut_in_middle]
        for step in sorted(_steps(columns), key=lambda step: -step.order):
            if step.order <= max(orders, default=0):
                widths = _shrunk(shown, room, gap, step.order)
            else:
                widths = _natural(shown) if step.change else _with_shorter_ids(shown, room, gap)
            if _table_width(widths, gap) <= room:
                break
            _take(step, shown, rows)
        widths = _squeezed(shown, room, gap)
    return [(shown[number], column_width) for number, column_width in widths.items()]


class _Step(NamedTuple):
    """What a narrow screen does to the column *number*: change its cells, or drop it if `change` is None."""

    order: float
    number: int
    change: Callable[[Any, Cell], Cell] | None


def _steps(columns: Sequence[LaidOutColumn]) -> Iterator[_Step]:
    for number, column in enumerate(columns):
        source = column.source
        yield from (_Step(order, number, _shorter(text)) for order, text in source.shorter)
        if source.repeats:
            yield _Step(_FIRST, number, _emptied(source.repeats))
        if source.drop_order:
            yield _Step(source.drop_order, number, None)


def _shorter(text: Callable[[Any], str]) -> Callable[[Any, Cell], Cell]:
    return lambda row, cell: cell._replace(text=text(row))


def _emptied(repeats: Callable[[Any], bool]) -> Callable[[Any, Cell], Cell]:
    return lambda row, cell: cell._replace(text="") if repeats(row) else cell


def _take(step: _Step, shown: dict[int, LaidOutColumn], rows: Sequence[Any]) -> None:
    """Change the cells of a column, or drop it; a column whose cells become empty is dropped too."""
    column = shown.get(step.number)
    change = step.change or (lambda _, cell: cell._replace(text=""))
    cells = [change(row, cell) for row, cell in zip(rows, column.cells, strict=True)] if column else []
    if column and any(cell.text for cell in cells):
        shown[step.number] = column.with_cells(cells)
    else:
        shown.pop(step.number, None)


def _natural(shown: Mapping[int, LaidOutColumn]) -> dict[int, int]:
    return {number: column.natural_width for number, column in shown.items()}


def _with_shorter_ids(shown: Mapping[int, LaidOutColumn], room: int, gap: int) -> dict[int, int]:
    """The widths of the columns, those of ids reduced to their `min_width` at most."""
    widths = _natural(shown)
    ids = {n: column.source.min_width or 0 for n, column in shown.items() if column.source.cut_in_middle}
    return _shrink(widths, {n: min(ids.get(n, most), most) for n, most in widths.items()}, room, gap)


def _shrunk(shown: Mapping[int, LaidOutColumn], room: int, gap: int, order: float = 0) -> dict[int, int]:
    """The widths of the columns before the step *order* is taken, reduced to their `min_width` at most.

    The first of them is the title. It keeps 40 % of the room as long as columns that may go can shrink, and it is cut to
    12 columns before the last of those goes.
    """
    widths = _natural(shown)
    least = {number: _floor(column, column.source.min_width) for number, column in shown.items()}
    title = next((n for n, column in shown.items() if column.source.min_width), None)
    if title is None:
        return widths
    early = {n: least[n] for n in least if shown[n].source.drop_order > _LAST_DROP}
    share = max(least[title], min(int(room * _TITLE_SHARE), widths[title]))
    floors = [{**widths, **early, title: share}, least]
    if order <= _LAST_DROP:
        floors.append({**least, title: min(least[title], _LEAST_TITLE_WIDTH)})
    for floor in floors:
        widths = _shrink(widths, floor, room, gap)
    return widths


def _floor(column: LaidOutColumn, least: int | None) -> int:
    """The width of *column* if it shrinks to *least*; a number is never cut."""
    if least is None:
        return column.natural_width
    return min(column.natural_width, max(least, column.cell_width if column.source.is_number else 0))


def _squeezed(shown: dict[int, LaidOutColumn], room: int, gap: int) -> dict[int, int]:
    """The widths at which *shown* fits *room* at any price; columns that have no room are dropped from the right."""
    while True:
        widths = _cut(shown, room, gap)
        if _table_width(widths, gap) <= room:
            return widths
        if len(shown) <= _LEAST_COLUMNS:
            return _shrink(widths, dict.fromkeys(widths, 1), room, gap)
        shown.popitem()


def _cut(shown: Mapping[int, LaidOutColumn], room: int, gap: int) -> dict[int, int]:
    """The widths of *shown*: the first column is cut, then those with a `min_width`, then headers."""
    widths = _shrunk(shown, room, gap)
    flexible = [number for number in widths if shown[number].source.min_width]
    least = {number: _floor(column, column.around + _LEAST_WIDTH) for number, column in shown.items()}
    whole = {
        number: max(shown[number].cell_width, least[number]) for number in shown if number not in flexible
    }
    for floors in (
        {number: least[number] for number in flexible[:1]},
        {number: least[number] for number in flexible},
        {number: least[number] for number in flexible} | whole,
    ):
        narrowest = {number: min(widths[number], floors.get(number, widths[number])) for number in widths}
        widths = _shrink(widths, narrowest, room, gap)
    return widths


def _shrink(widths: dict[int, int], floors: Mapping[int, int], room: int, gap: int) -> dict[int, int]:
    """*widths* reduced, the largest spare first, until they fit *room* or all are at their floor."""
    widths = dict(widths)
    while (excess := _table_width(widths, gap) - room) > 0:
        spare = {number: widths[number] - floors[number] for number in widths}
        largest_spare = max(spare.values())
        if largest_spare <= 0:
            break
        widest_spare = [number for number in spare if spare[number] == largest_spare]
        next_spare = max((one for one in spare.values() if one < largest_spare), default=0)
        step = max(min(largest_spare - max(next_spare, 0), excess // len(widest_spare)), 1)
        for number in widest_spare[: max(excess // step, 1)]:
            widths[number] -= step
    return widths


def _table_width(widths: dict[int, int], gap: int) -> int:
    return sum(widths.values()) + gap * (len(widths) - 1)
