"""Table: the tracks of each group (rows) in each stage (columns), in the colours of the stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.render.cross.headers import least_width, name_lines
from prodash.render.cross.names import row_names
from prodash.render.terminal.label import visible_emoji
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, Look, paint
from prodash.render.terminal.width import clean, width, wrap
from prodash.render.terminal.words import NO_TRACKS

_TOTAL = "total"
_GAP = "  "
_MARGINS = 2 * BADGE_MARGIN
_MIN_COLUMN_WIDTH = 5
_UNLIMITED = 1 << 30
_RULE = "─"
_NO_TRACKS = "·"


def cross_table_picture(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* of *table*, with the totals of all rows; stages that do not fit follow in blocks below."""
    if not rows:
        return paint(NO_TRACKS, DIM, screen.depth)
    columns = [*_stage_columns(table, rows, screen), _total_column(table, rows)]
    needed = _least_room(columns) + len(_GAP)
    names = row_names([row.group for row in rows], screen, needed, _TOTAL)
    room = (screen.width or _UNLIMITED) - width(names[0]) - len(_GAP)
    blocks = _blocks(columns, room)
    pictures = ["\n".join(_block(names, block, room, screen)) for block in blocks]
    return "\n\n".join([*pictures, *overlap_note(table, screen)])


def overlap_note(table: CrossTable, screen: Screen) -> list[str]:
    """A note that the rows add up to more than the total; no lines if they do not."""
    text = paint("A track that is in several rows counts once in the total.", DIM, screen.depth)
    return ["\n".join(wrap(text, screen))] if table.overlaps else []


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the picture; the last of `counts` is the total."""

    name: str
    emoji: str
    colour: str
    counts: tuple[int, ...]

    @property
    def digits(self) -> int:
        """The width of the largest count."""
        return len(f"{max(self.counts):,}")

    @property
    def min_width(self) -> int:
        """The width that the counts need, and the name on two lines."""
        return max(self.digits + _MARGINS, least_width(self.name) + _MARGINS, _MIN_COLUMN_WIDTH)

    @property
    def full_width(self) -> int:
        """The width that the counts need, and the name on one line."""
        return max(self.min_width, width(self.name) + _MARGINS)


def _stage_columns(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> list[_Column]:
    return [
        _Column(
            clean(stage.name),
            visible_emoji(stage, screen),
            stage.colour,
            (*(row.counts[number] for row in rows), table.totals[number]),
        )
        for number, stage in enumerate(table.stages)
    ]


def _total_column(table: CrossTable, rows: Sequence[CrossRow]) -> _Column:
    return _Column(_TOTAL, "", "", (*(row.total for row in rows), table.total))


def _blocks(columns: Sequence[_Column], room: int) -> Sequence[Sequence[_Column]]:
    """*columns* in blocks that fit *room*, as few as possible, if possible with about as many columns in each."""
    full: list[list[_Column]] = []
    for column in columns:
        if not full or _least_room([*full[-1], column]) > room:
            full.append([])
        full[-1].append(column)
    across = -(-len(columns) // len(full))
    even = [columns[start : start + across] for start in range(0, len(columns), across)]
    return even if all(_least_room(block) <= room for block in even) else full


def _least_room(columns: Sequence[_Column]) -> int:
    return sum(column.min_width for column in columns)


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    """The width of each of *columns*: enough for the name on one line as long as there is room."""
    spare = room - _least_room(columns)
    widths = [column.min_width for column in columns]
    for number in sorted(range(len(columns)), key=lambda number: columns[number].full_width):
        more = columns[number].full_width - widths[number]
        if more <= spare:
            widths[number] += more
            spare -= more
    return widths if spare >= 0 else [max(room, 1)] * len(columns)


def _block(names: Sequence[str], columns: Sequence[_Column], room: int, screen: Screen) -> list[str]:
    """The lines of some *columns* beside the *names*: headers, counts and totals."""
    widths = _widths(columns, room)
    gap = " " if sum(widths) + len(columns) - 1 <= room else ""
    blank = " " * width(names[0])

    def lines(cells: Sequence[Sequence[str]], beside: Sequence[str]) -> list[str]:
        return [f"{name}{_GAP}{gap.join(row)}".rstrip() for name, *row in zip(beside, *cells, strict=True)]

    heads = _heads(columns, widths, screen)
    counts = [_count_cells(column, w, screen) for column, w in zip(columns, widths, strict=True)]
    rule = paint(f"{_RULE * width(names[0])}{_GAP}{gap.join(_RULE * w for w in widths)}", DIM, screen.depth)
    *rows, totals = lines(counts, names)
    above = [rule] if screen.depth is Depth.NONE else []
    return [*lines(heads, [blank] * len(heads[0])), *above, *rows, rule, totals]


def _heads(columns: Sequence[_Column], widths: Sequence[int], screen: Screen) -> list[list[str]]:
    """The lines above each of *columns*, its head at the bottom."""
    heads = [_head(column, w, screen) for column, w in zip(columns, widths, strict=True)]
    most = max(map(len, heads))
    return [[" " * w] * (most - len(head)) + head for head, w in zip(heads, widths, strict=True)]


def _head(column: _Column, columns: int, screen: Screen) -> list[str]:
    """The emoji, if there is one, on the name, which is on the colour of the stage."""
    names = name_lines(column.name, max(columns - _MARGINS, 1))
    look = Look(background=column.colour) if column.colour else DIM
    above = [_centred(column.emoji, columns)] if column.emoji else []
    return above + [paint(_centred(line, columns), look, screen.depth) for line in names]


def _count_cells(column: _Column, columns: int, screen: Screen) -> list[str]:
    *counts, total = column.counts
    look = Look(background=column.colour) if column.colour else BOLD
    return [
        *(_count_cell(column, count, columns, look, screen) for count in counts),
        _count_cell(column, total, columns, BOLD, screen),
    ]


def _count_cell(column: _Column, count: int, columns: int, look: Look, screen: Screen) -> str:
    text = f" {count or _NO_TRACKS:>{column.digits}{',' if count else ''}} "
    return _centred(paint(text, look if count else DIM, screen.depth), columns)


def _centred(text: str, columns: int) -> str:
    room = max(columns - width(text), 0)
    return " " * (room // 2) + text + " " * (room - room // 2)
