"""Moves: what moved on which day, a line for each move below the day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from prodash.model.history.track_moves import TrackMove
from prodash.model.names.names import loose_key
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.formats.table import rows_without_header
from prodash.render.sheets.moves import time_words
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import shorten
from prodash.render.terminal.words import full_date, pluralise, short_date

_INDENT = "  "
_EMOJI_FROM = 50
_TIME_FROM = 36
"""In columns: a narrower screen has no room for emoji beside badges, or for the time of day."""
_BOTH_STAGES_FROM = 70
"""In columns: on a narrower screen, who moved a track comes before the stage that it came from."""
_MIN_STAGE_WIDTH, _WHOLE_STAGE_WIDTH = 10, 30
_MIN_TITLE_WIDTH = 12
_SHOWN = ("title", "from", "to", "who", "commit", "id")


def move_days(sheet: Sheet[TrackMove], moves: Sequence[TrackMove], today: date, screen: Screen) -> str:
    """A block of lines for each day, in the order of *moves*, some of those of *sheet*.

    All blocks share the widths of their columns.
    """
    room = screen._replace(
        width=max(screen.width - len(_INDENT), 1) if screen.width else None,
        emoji=screen.emoji and screen.columns >= _EMOJI_FROM,
    )
    sheet = sheet._replace(columns=_columns(sheet, screen), rows=moves)
    lines = zip(moves, rows_without_header(sheet, room), strict=True)
    blocks = []
    for day, items in groupby(lines, key=lambda item: item[0].day):
        of_day = [*items]
        heading = _heading(day, len({move.path for move, _ in of_day}), today, screen)
        blocks.append("\n".join([heading, *(f"{_INDENT}{line}" for _, line in of_day)]))
    return "\n\n".join(blocks)


def _columns(sheet: Sheet[TrackMove], screen: Screen) -> list[Column[Any]]:
    columns = {column.name: column._replace(place=0) for column in sheet.columns}
    is_narrow = screen.columns < _EMOJI_FROM
    least = _MIN_STAGE_WIDTH if is_narrow else _WHOLE_STAGE_WIDTH
    for name in ("from", "to"):
        columns[name] = columns[name]._replace(min_width=least, drop_order=2 if name == "from" else 0)
    if screen.columns < _BOTH_STAGES_FROM:
        columns["who"] = columns["who"]._replace(drop_order=columns["from"].drop_order - 1)
    columns["title"] = columns["title"]._replace(min_width=max(screen.columns // 4, _MIN_TITLE_WIDTH))
    columns["id"] = columns["id"]._replace(cell=_id_cell)
    time = _column("time", time_words)
    arrow = _column("arrow", lambda one: "→" if one.move.before else "")
    title, before, *others = (columns[name] for name in _SHOWN)
    return [*([time] if screen.columns >= _TIME_FROM else []), title, before, arrow, *others]


def _id_cell(one: TrackMove) -> Cell:
    """The id, unless the title says it."""
    return Cell("" if loose_key(one.title) == loose_key(one.id) else one.id, DIM)


def _column(name: str, text: Callable[[TrackMove], str]) -> Column[Any]:
    """A column that only people see."""
    return Column(name, text, lambda one: Cell(text(one), DIM))


def _heading(day: date, count: int, today: date, screen: Screen) -> str:
    """The day in bold letters, with the number of its tracks if there are several and there is room."""
    name, number = day_words(day, today), f"{_INDENT}{pluralise(count, 'track')}"
    if len(name) > screen.columns:
        name = shorten(short_date(day), screen.columns)
    is_shown = count > 1 and len(name) + len(number) <= screen.columns
    return paint(name, BOLD, screen.depth) + (paint(number, DIM, screen.depth) if is_shown else "")


def day_words(day: date, today: date) -> str:
    """*day* as people speak of it *today*: `Yesterday`, `Friday, 20 November`, and with the year if it is another one."""
    near = {today: "Today", today - timedelta(days=1): "Yesterday"} if today > date.min else {}
    return near.get(day) or full_date(day).removesuffix(f" {today.year}")
