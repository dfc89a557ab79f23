"""Cross table: the tracks of each group (rows) in each stage (columns), in the colours of the stages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.sheets.projects import tree_prefix
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap

_TOTAL = "total"
_GAP = "  "
_CELL_GAP = " "
_MIN_COLUMN_WIDTH, _MAX_COMMON_WIDTH = 5, 17
_MAX_SHARE_OF_NAMES = 0.4
_UNLIMITED = 1 << 30
_RULE = "─"
_NO_TRACKS = "·"


def cross_table_picture(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* of *table*, with the totals of all rows; stages that do not fit follow in blocks below."""
    if not rows:
        return paint("no tracks", DIM, screen.depth)
    names = row_names([row.group for row in rows], screen, _TOTAL)
    columns, total = _stage_columns(table, rows, screen), _total_column(table, rows)
    room = (screen.width or _UNLIMITED) - width(names[0]) - len(_GAP)
    total_width = total.min_width + len(_CELL_GAP)
    blocks = []
    for block in _split_into_blocks(columns, room - total_width):
        is_last = block[-1] is columns[-1]
        widths = _widths(block, room - total_width * is_last)
        stage_columns = [
            _column_lines(column, column_width, screen)
            for column, column_width in zip(block, widths, strict=True)
        ]
        totals = [_column_lines(total, total.min_width, screen)] if is_last else []
        blocks.append("\n".join(_block(names, [*stage_columns, *totals], screen)))
    return "\n\n".join([*blocks, *overlap_note(table, screen)])


def row_names(groups: Sequence[Group], screen: Screen, *others: str) -> list[str]:
    """The names of *groups*, indented by depth, and *others*, all padded to the same width."""
    names = [*(tree_prefix(group.depth) + label(group, screen) for group in groups), *others]
    longest = max(map(width, names))
    if screen.width is not None:
        longest = max(min(longest, int(screen.width * _MAX_SHARE_OF_NAMES)), 1)
    return [pad(shorten(name, longest), longest) for name in names]


def overlap_note(table: CrossTable, screen: Screen) -> list[str]:
    """A note that the rows add up to more than the total; no lines if they do not."""
    text = paint("A track that is in several rows counts once in the total.", DIM, screen.depth)
    return ["\n".join(wrap(text, screen))] if table.overlaps else []


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the picture; the last of `counts` is the total."""

    name_with_emoji: str
    name: str
    colour: str
    counts: tuple[int, ...]

    @property
    def digits(self) -> int:
        """The width of the largest count."""
        return len(f"{max(self.counts):,}")

    @property
    def min_width(self) -> int:
        """The width that the counts need, and at least 5 for a recognisable name."""
        return max(self.digits + 2, _MIN_COLUMN_WIDTH)


def _stage_columns(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> list[_Column]:
    return [
        _Column(
            label(stage, screen),
            clean(stage.name),
            stage.colour,
            (*(row.counts[number] for row in rows), table.totals[number]),
        )
        for number, stage in enumerate(table.stages)
    ]


def _total_column(table: CrossTable, rows: Sequence[CrossRow]) -> _Column:
    return _Column(_TOTAL, _TOTAL, "", (*(row.total for row in rows), table.total))


def _split_into_blocks(columns: Sequence[_Column], room: int) -> Iterator[Sequence[_Column]]:
    """*columns* in blocks that fit *room*, with about as many in each block."""
    fitting = max((room + 1) // (_min_common_width(columns) + 1), 1)
    blocks = -(-len(columns) // fitting)
    across = -(-len(columns) // blocks)
    yield from (columns[start : start + across] for start in range(0, len(columns), across))


def _min_common_width(columns: Sequence[_Column]) -> int:
    """The smallest width of every column at which the counts fit and no two shortened names are the same."""
    names = {column.name for column in columns}
    lengths = range(max(column.min_width for column in columns), _MAX_COMMON_WIDTH)
    return next((n for n in lengths if len({shorten(name, n) for name in names}) == len(names)), lengths[0])


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    """The width of each of *columns*: enough for name and emoji, else for the name, else what *room* allows."""
    free = room - len(_CELL_GAP) * (len(columns) - 1)
    for wanted in (
        [max(width(column.name_with_emoji) + 2, column.min_width) for column in columns],
        [max(width(column.name) + 2, column.min_width) for column in columns],
        [max(width(column.name), column.min_width) for column in columns],
    ):
        if sum(wanted) <= free:
            return wanted
    return _cap_widths(wanted, free)


def _cap_widths(wanted: Sequence[int], free: int) -> list[int]:
    """*wanted* with the largest widths reduced to one limit, so that the sum is at most *free*."""
    cap = max(wanted)
    while cap > 1 and sum(min(one, cap) for one in wanted) > free:
        cap -= 1
    return [min(one, cap) for one in wanted]


def _column_lines(column: _Column, column_width: int, screen: Screen) -> list[str]:
    """The lines of *column*: its name, its counts and its total."""
    name = (
        column.name_with_emoji
        if width(column.name_with_emoji) <= column_width
        else shorten(column.name, column_width)
    )
    look = Look(background=column.colour) if column.colour else DIM
    counts = [_count_cell(column, number, column_width, screen) for number in range(len(column.counts))]
    room = max(column_width - width(name), 0)
    return [paint(" " * (room // 2) + name + " " * (room - room // 2), look, screen.depth), *counts]


def _count_cell(column: _Column, number: int, column_width: int, screen: Screen) -> str:
    count, is_total = column.counts[number], number == len(column.counts) - 1
    if not count:
        return _centred(f" {_NO_TRACKS:>{column.digits}} ", column_width, DIM, screen)
    look = BOLD if is_total or not column.colour else Look(background=column.colour)
    return _centred(f" {count:>{column.digits},} ", column_width, look, screen)


def _block(names: Sequence[str], columns: Sequence[Sequence[str]], screen: Screen) -> list[str]:
    rules = [_RULE * width(names[0]), *(_RULE * width(column[0]) for column in columns)]
    rule = paint(_line(rules[0], rules[1:]), DIM, screen.depth)
    total_width = [" " * width(names[0]), *names]
    head, *lines = [_line(*pair) for pair in zip(total_width, zip(*columns, strict=True), strict=True)]
    return [head, *([rule] if screen.depth is Depth.NONE else []), *lines[:-1], rule, lines[-1]]


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name}{_GAP}{_CELL_GAP.join(cells)}".rstrip()


def _centred(text: str, columns: int, look: Look, screen: Screen) -> str:
    room = max(columns - width(text), 0)
    return " " * (room // 2) + paint(text, look, screen.depth) + " " * (room - room // 2)
