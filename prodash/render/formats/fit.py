"""Fit: which columns of a table fit a screen, and how wide each is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from prodash.render.formats.laid_out_column import LaidOutColumn
from prodash.render.formats.sheet import Cell

_LEAST_WIDTH = 4
_FIRST = float("inf")


def fit_columns(
    columns: Sequence[LaidOutColumn], rows: Sequence[Any], room: int | None, gap: int
) -> list[tuple[LaidOutColumn, int]]:
    """The columns that are shown in *room* with *gap* between them, each with its width.

    If they do not fit, these steps follow until they do: what only repeats is left out, cells get shorter texts,
    columns shrink to their `min_width`, columns are dropped by their order, and at last all are cut.
    """
    shown = dict(enumerate(columns))
    widths = {number: column.natural_width for number, column in shown.items()}
    if room is not None and _table_width(widths, gap) > room:
        loses_column_from = max((column.source.drop_order for column in columns), default=0)
        for step in sorted(_steps(columns), key=lambda step: -step.order):
            widths = _widths(shown, room, gap, is_shrunk=step.order <= loses_column_from)
            if _table_width(widths, gap) <= room:
                break
            _take(step, shown, rows)
        widths = _cut(_widths(shown, room, gap, is_shrunk=True), shown, room, gap)
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


def _widths(shown: Mapping[int, LaidOutColumn], room: int, gap: int, *, is_shrunk: bool) -> dict[int, int]:
    """The widths of the columns; if *is_shrunk*, reduced to their `min_width` at most."""
    natural = {number: column.natural_width for number, column in shown.items()}
    if not is_shrunk:
        return natural
    floors = {
        number: min(natural[number], column.source.min_width or natural[number])
        for number, column in shown.items()
    }
    return _shrink(natural, floors, room, gap)


def _cut(widths: dict[int, int], shown: Mapping[int, LaidOutColumn], room: int, gap: int) -> dict[int, int]:
    """*widths* that fit *room* at any price: the first column is cut, then those with a `min_width`, then all."""
    flexible = [number for number in widths if shown[number].source.min_width]
    for cut, least in ((flexible[:1], _LEAST_WIDTH), (flexible, _LEAST_WIDTH), (list(widths), 1)):
        floors = {
            number: min(widths[number], least) if number in cut else widths[number] for number in widths
        }
        widths = _shrink(widths, floors, room, gap)
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
