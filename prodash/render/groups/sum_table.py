"""Sum table: what fields come to (columns) in each group (rows), below a breakdown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.model.sums.sums import Sum
from prodash.model.views.grouping import Group
from prodash.render.cross.headers import least_width, name_lines
from prodash.render.cross.names import row_names
from prodash.render.groups.sum_lines import NOTHING, aligned_sum, label_of, labelled_sums, note_lines
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import pad_left, width

_TOTAL = "total"
_GAP = "  "
_RULE = "─"


def sum_table(
    groups: Sequence[Group], by_id: Mapping[str, Sequence[Sum]], total: Sequence[Sum], screen: Screen
) -> str:
    """A row for each of *groups* with its sums *by_id*, and the *total*; sums that do not fit follow in blocks below."""
    columns = [_column([*(by_id[group.id][n] for group in groups), one]) for n, one in enumerate(total)]
    names = row_names(groups, screen, max(one.width for one in columns) + len(_GAP), _TOTAL)
    room = None if screen.width is None else screen.width - width(names[0])
    if room is not None and any(_taken([one]) > room for one in columns):
        pictures = ["\n".join(_stacked(names, [*(by_id[group.id] for group in groups), total], screen))]
    else:
        on_one_line = [one._replace(width=max(one.width, width(one.name))) for one in columns]
        columns = on_one_line if room is None or _taken(on_one_line) <= room else columns
        pictures = ["\n".join(_block(names, block, screen)) for block in _blocks(columns, room)]
    notes = note_lines(total, screen)
    return "\n\n".join([*pictures, *(["\n".join(notes)] if notes else [])])


def _stacked(names: Sequence[str], sums: Sequence[Sequence[Sum]], screen: Screen) -> Iterator[str]:
    """Each of *names* with its *sums* below it, for a screen that has no room for them beside it."""
    room = screen._replace(width=max(screen.columns - len(_GAP), 1))
    for name, of_name in zip(names, sums, strict=True):
        yield name.rstrip()
        yield from (_GAP + text for text in labelled_sums(of_name, room, DIM))


class _Column(NamedTuple):
    """A name, the texts from the first group to the total, and the columns of the screen that they take."""

    name: str
    texts: Sequence[str]
    width: int


def _column(sums: Sequence[Sum]) -> _Column:
    """The column of *sums*, as narrow as the texts and the name on several lines allow."""
    texts = [one.text or NOTHING for one in sums]
    name = label_of(sums[-1])
    return _Column(name, texts, max(least_width(name), *map(width, texts)))


def _taken(columns: Sequence[_Column]) -> int:
    return sum(len(_GAP) + one.width for one in columns)


def _blocks(columns: Sequence[_Column], room: int | None) -> list[list[_Column]]:
    """*columns* in blocks that fit *room*."""
    blocks: list[list[_Column]] = []
    for column in columns:
        if not blocks or (room is not None and _taken([*blocks[-1], column]) > room):
            blocks.append([])
        blocks[-1].append(column)
    return blocks


def _block(names: Sequence[str], columns: Sequence[_Column], screen: Screen) -> list[str]:
    """The lines of some *columns* beside the *names*: headers, sums and totals."""
    blank = " " * width(names[0])
    rule = paint(_line(_RULE * len(blank), [_RULE * one.width for one in columns]), DIM, screen.depth)
    rows = [
        _line(name, [aligned_sum(one.texts[number], one.width, screen) for one in columns])
        for number, name in enumerate(names)
    ]
    return [
        *(_line(blank, cells) for cells in _head_cells(columns, screen)),
        rule,
        *rows[:-1],
        rule,
        rows[-1],
    ]


def _head_cells(columns: Sequence[_Column], screen: Screen) -> list[tuple[str, ...]]:
    """The lines above *columns*, the last words of each name at the bottom."""
    heads = [list(name_lines(one.name, one.width)) for one in columns]
    most = max(map(len, heads))
    padded = [
        [paint(pad_left(text, one.width), DIM, screen.depth) for text in [""] * (most - len(head)) + head]
        for head, one in zip(heads, columns, strict=True)
    ]
    return list(zip(*padded, strict=True))


def _line(name: str, cells: Sequence[str]) -> str:
    return _GAP.join([name, *cells]).rstrip()
