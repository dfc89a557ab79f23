"""Due: the tracks with due dates, in groups from overdue to later."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import Agenda, DatedTrack, due_tracks
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.formats.table import rows_without_header
from prodash.render.sheets.tracks import INHERITED, track_sheet
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, Look, paint
from prodash.render.terminal.width import shorten
from prodash.render.terminal.words import (
    capitalised,
    days_words,
    heading_of,
    pluralise,
    short_due_words,
    urgency_look,
    when_words,
)

_INDENT = 2
_MIN_TITLE_WIDTH = 12
_MIN_STAGE_WIDTH, _WHOLE_STAGE_WIDTH = 10, 30
_MIN_SOURCE_WIDTH, _MIN_SOURCE_WIDTH_IF_SHORT = 16, 8
_STAGE_FROM = 36
_EMOJI_FROM = 50
_ALL_COLUMNS_FROM = 90
"""In columns: a narrower screen has no room for dates beside the days, for emoji, or for stages."""


def unknown_words(agenda: Agenda) -> str:
    """That due dates are unknown, and why; an empty text if none is."""
    number = len(agenda.of(Urgency.UNKNOWN))
    dates = "1 due date is" if number == 1 else f"{number:,} due dates are"
    return f"{dates} unknown, because projects.yaml cannot be read." if number else ""


DUE = "Due"
NOTHING_DUE = "nothing is due"
NOTHING_DUE_SOON = f"{capitalised(NOTHING_DUE)} {when_words(Urgency.WEEK)}."


def due_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """A sheet with one row per track, in the order of *tracks*, with its urgency as the first column."""
    when = cached_by_due_fields(lambda track: catalogue.urgency_of(track, today))
    sheet = track_sheet(catalogue, tracks, today)
    column: Column[Track] = Column(
        "due_when",
        lambda track: when(track).value,
        lambda track: Cell(when(track).value, urgency_look(when(track))),
        sort_key=lambda track: when(track).position,
    )
    return sheet._replace(kind="due", columns=(column, *sheet.columns))


def due_groups(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A block of lines for each urgency; within it, tracks keep their order.

    All blocks share the widths of their columns.
    """
    groups = Agenda(tuple(due_tracks(catalogue, tracks, today))).groups
    items = [item for _, group_items in groups for item in group_items]
    is_short = screen.width is not None and screen.width < _ALL_COLUMNS_FROM
    lines = iter(due_lines(catalogue, items, today, screen, is_short=is_short))
    blocks = (
        [_heading(when, len(group_items), screen), *islice(lines, len(group_items))]
        for when, group_items in groups
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def due_lines(
    catalogue: Catalogue, items: Sequence[DatedTrack], today: date, screen: Screen, *, is_short: bool = False
) -> list[str]:
    """A line for each item: how far off it is, due date, title, stage, the project that sets the date, and id.

    If *is_short*, there is no id, and dates over a week away stand instead of how far off they are.
    """
    columns = _columns(catalogue, items, today, screen, is_short=is_short)
    has_badges = any(_look(item).is_badge for item in items)
    indent = text_indent(screen)[BADGE_MARGIN if has_badges and screen.depth is not Depth.NONE else 0 :]
    room = screen._replace(
        width=max(screen.width - len(indent), 1) if screen.width else None,
        emoji=screen.emoji and screen.columns >= _EMOJI_FROM,
    )
    sheet = Sheet("due", "tracks", columns, items, lambda one: one.track.id, lambda one: one.track.path)
    return [f"{indent}{line}" for line in rows_without_header(sheet, room)]


def text_indent(screen: Screen) -> str:
    """The spaces before a text below a heading; with colours, they are the margin of a badge."""
    return " " * (_INDENT if screen.depth is Depth.NONE else BADGE_MARGIN)


def _columns(
    catalogue: Catalogue, items: Sequence[DatedTrack], today: date, screen: Screen, *, is_short: bool
) -> list[Column[Any]]:
    tracks = track_sheet(catalogue, [item.track for item in items], today)
    of_track = {c.name: c.within(attrgetter("track"))._replace(place=0) for c in tracks.columns}
    words = short_due_words if is_short else days_words
    is_narrow = screen.columns < _EMOJI_FROM
    left = _column("left", lambda item: Cell(_days(item, today, words), _look(item)))
    day = _column("due", lambda item: Cell(str(item.due.day) if item.due else "", DIM))
    title = of_track["title"]._replace(min_width=max(screen.columns * 3 // 10, _MIN_TITLE_WIDTH))
    stage = of_track["stage"]._replace(
        min_width=_MIN_STAGE_WIDTH if is_narrow else _WHOLE_STAGE_WIDTH,
        drop_order=int(screen.columns < _STAGE_FROM),
    )
    source = _column("from", _source_cell)._replace(
        min_width=_MIN_SOURCE_WIDTH_IF_SHORT if is_short else _MIN_SOURCE_WIDTH, drop_order=2
    )
    return [left, title, stage, source] if is_short else [left, day, title, stage, source, of_track["id"]]


def _column(name: str, cell: Callable[[DatedTrack], Cell]) -> Column[Any]:
    """A column that only people see, with one cell for all items of the same date."""
    cells: dict[tuple[int, Urgency], Cell] = {}

    def shared(item: DatedTrack) -> Cell:
        # Tracks that inherit the same date have the same object, which is faster to find than one that is equal.
        key = id(item.due), item.urgency
        return cells.get(key) or cells.setdefault(key, cell(item))

    return Column(name, lambda item: shared(item).text, shared)


def _days(item: DatedTrack, today: date, words: Callable[[Due, Urgency, date], str]) -> str:
    return words(item.due, item.urgency, today) if item.due else ""


def _look(item: DatedTrack) -> Look:
    return urgency_look(item.urgency)


def _source_cell(item: DatedTrack) -> Cell:
    source = item.due.source if item.due else None
    return Cell(f"{INHERITED} {source.name}" if source else "", DIM)


def _heading(when: Urgency, number: int, screen: Screen) -> str:
    name = heading_of(when)
    count_text = shorten(pluralise(number, "track"), max(screen.columns - len(name) - _INDENT, 1))
    return f"{paint(name, BOLD, screen.depth)}  {paint(count_text, DIM, screen.depth)}"


def left_out_remark(archived: int, agenda: Agenda, shown: Collection[Urgency]) -> str:
    """The remark that *archived*, undated or done tracks were left out; an empty text if *shown* includes them."""
    undated, done = (0 if when in shown else len(agenda.of(when)) for when in (Urgency.NONE, Urgency.DONE))
    counted = (
        (archived, pluralise(archived, "archived track"), "archived"),
        (undated, f"{pluralise(undated, 'track')} without a date", "without a date"),
        (done, pluralise(done, "done track"), "done"),
    )
    parts = [(first, f"{number:,} {more}") for number, first, more in counted if number]
    if not parts:
        return ""
    pronoun = "it" if archived + undated + done == 1 else "them"
    *most, last = [parts[0][0], *(more for _, more in parts[1:])]
    return f"{' and '.join(filter(None, (', '.join(most), last)))} left out; --all includes {pronoun}"
