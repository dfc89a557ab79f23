"""Cross table: groups down and stages across, each count on the colour of its stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.sheets.projects import branch
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap

_TOTAL = "total"
_GAP = "  "
_BETWEEN = " "
_NARROWEST, _LONGEST = 5, 17
_MOST_FOR_NAMES = 0.4
_UNLIMITED = 1 << 30
_RULE = "─"
_NOTHING = "·"


def cross_table_picture(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* of the table with the totals of all; stages for which there is no room come in blocks below."""
    if not rows:
        return paint("no tracks", DIM, screen.depth)
    names = row_names([row.group for row in rows], screen, _TOTAL)
    columns, total = _stage_columns(table, rows, screen), _total_column(table, rows)
    room = (screen.width or _UNLIMITED) - width(names[0]) - len(_GAP)
    beside = total.least + len(_BETWEEN)
    blocks = []
    for part in _parted(columns, room - beside):
        is_last = part[-1] is columns[-1]
        widths = _widths(part, room - beside * is_last)
        drawn = [_drawn(column, wide, screen) for column, wide in zip(part, widths, strict=True)]
        totals = [_drawn(total, total.least, screen)] if is_last else []
        blocks.append("\n".join(_block(names, [*drawn, *totals], screen)))
    return "\n\n".join([*blocks, *overlap_note(table, screen)])


def row_names(groups: Sequence[Group], screen: Screen, *more: str) -> list[str]:
    """The names of the groups, projects below those around them, and *more* names, all equally wide."""
    names = [*(branch(group.depth) + label(group, screen) for group in groups), *more]
    longest = max(map(width, names))
    if screen.width is not None:
        longest = max(min(longest, int(screen.width * _MOST_FOR_NAMES)), 1)
    return [pad(shorten(name, longest), longest) for name in names]


def overlap_note(table: CrossTable, screen: Screen) -> list[str]:
    """What is to be known where the rows together are more than the total."""
    text = paint("A track that is in several rows counts once in the total.", DIM, screen.depth)
    return ["\n".join(wrap(text, screen))] if table.overlaps else []


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands below each other: the name in two lengths, the colour, and the counts, that of the total last."""

    whole: str
    name: str
    colour: str
    counts: tuple[int, ...]

    @property
    def digits(self) -> int:
        """The columns that the largest count takes."""
        return len(f"{max(self.counts):,}")

    @property
    def least(self) -> int:
        """The columns without which the counts have no room, or a name none to be guessed."""
        return max(self.digits + 2, _NARROWEST)


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


def _parted(columns: Sequence[_Column], room: int) -> Iterator[Sequence[_Column]]:
    """The columns that stand side by side, about as many in each block."""
    fitting = max((room + 1) // (_least(columns) + 1), 1)
    blocks = -(-len(columns) // fitting)
    across = -(-len(columns) // blocks)
    yield from (columns[start : start + across] for start in range(0, len(columns), across))


def _least(columns: Sequence[_Column]) -> int:
    """The least width at which all counts fit and no two names become the same."""
    names = {column.name for column in columns}
    lengths = range(max(column.least for column in columns), _LONGEST)
    return next((n for n in lengths if len({shorten(name, n) for name in names}) == len(names)), lengths[0])


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    """As wide as the names with their emoji are, or where there is no room the names, or what is there for each."""
    free = room - len(_BETWEEN) * (len(columns) - 1)
    for wanted in (
        [max(width(column.whole) + 2, column.least) for column in columns],
        [max(width(column.name) + 2, column.least) for column in columns],
        [max(width(column.name), column.least) for column in columns],
    ):
        if sum(wanted) <= free:
            return wanted
    return _levelled(wanted, free)


def _levelled(wanted: Sequence[int], free: int) -> list[int]:
    """The widths that are *wanted*, those above a level cut to it, so that all are *free* columns at most."""
    level = max(wanted)
    while level > 1 and sum(min(one, level) for one in wanted) > free:
        level -= 1
    return [min(one, level) for one in wanted]


def _drawn(column: _Column, wide: int, screen: Screen) -> list[str]:
    """The lines of a column: name, counts, and the count for the total."""
    name = column.whole if width(column.whole) <= wide else shorten(column.name, wide)
    look = Look(paper=column.colour) if column.colour else DIM
    counts = [_count(column, number, wide, screen) for number in range(len(column.counts))]
    room = max(wide - width(name), 0)
    return [paint(" " * (room // 2) + name + " " * (room - room // 2), look, screen.depth), *counts]


def _count(column: _Column, number: int, wide: int, screen: Screen) -> str:
    count, is_total = column.counts[number], number == len(column.counts) - 1
    if not count:
        return _centred(f" {_NOTHING:>{column.digits}} ", wide, DIM, screen)
    look = BOLD if is_total or not column.colour else Look(paper=column.colour)
    return _centred(f" {count:>{column.digits},} ", wide, look, screen)


def _block(names: Sequence[str], columns: Sequence[Sequence[str]], screen: Screen) -> list[str]:
    rules = [_RULE * width(names[0]), *(_RULE * width(column[0]) for column in columns)]
    rule = paint(_line(rules[0], rules[1:]), DIM, screen.depth)
    beside = [" " * width(names[0]), *names]
    head, *lines = [_line(*pair) for pair in zip(beside, zip(*columns, strict=True), strict=True)]
    return [head, *([rule] if screen.depth is Depth.NONE else []), *lines[:-1], rule, lines[-1]]


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name}{_GAP}{_BETWEEN.join(cells)}".rstrip()


def _centred(text: str, columns: int, look: Look, screen: Screen) -> str:
    room = max(columns - width(text), 0)
    return " " * (room // 2) + paint(text, look, screen.depth) + " " * (room - room // 2)
