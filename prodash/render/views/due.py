"""Due: the tracks with due dates, in groups from past due to later."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import islice
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import Agenda, DatedTrack, DueGroup, due_tracks
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.formats.table import rows_without_header
from prodash.render.sheets.tracks import INHERITED, track_sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, badge, paint
from prodash.render.terminal.width import shorten, width
from prodash.render.terminal.words import days_words, pluralise, urgency_look

_INDENT = "  "
_MIN_TITLE_WIDTH = 12
_ALL_COLUMNS_FROM = 100
_LOOKS = {
    DueGroup.PAST: urgency_look(Urgency.OVERDUE),
    DueGroup.TODAY: urgency_look(Urgency.SOON),
    DueGroup.WEEK: urgency_look(Urgency.WEEK),
}


def when_words(when: DueGroup) -> str:
    """The group *when* as part of a sentence: `past due`, `today`, `in the next 7 days`."""
    return f"in the {when.value}" if when is DueGroup.WEEK else when.value


def unknown_words(agenda: Agenda) -> str:
    """That due dates are unknown, and why; an empty text if none is."""
    number = len(agenda.of(DueGroup.UNKNOWN))
    dates = "1 due date is" if number == 1 else f"{number:,} due dates are"
    return f"{dates} unknown, because projects.yaml cannot be read." if number else ""


NOTHING_DUE = f"Nothing is due {when_words(DueGroup.WEEK)}."


def due_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """A sheet with one row per track, in the order of *tracks*, with its due group as the first column."""

    @cached_by_due_fields
    def when(track: Track) -> DueGroup:
        return next(due_tracks(catalogue, [track], today)).group

    sheet = track_sheet(catalogue, tracks, today)
    column: Column[Track] = Column(
        "due_when",
        lambda track: when(track).value,
        lambda track: Cell(when(track).value, _LOOKS.get(when(track), PLAIN)),
        sort_key=lambda track: when(track).position,
    )
    return sheet._replace(kind="due", columns=(column, *sheet.columns))


def due_groups(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A block of lines for each due group; within a group, tracks keep their order.

    All blocks share the widths of their columns.
    """
    groups = Agenda(tuple(due_tracks(catalogue, tracks, today))).groups
    items = [item for _, group_items in groups for item in group_items]
    lines = iter(due_lines(catalogue, items, today, screen, has_headings=True))
    blocks = (
        [_heading(when, len(group_items), screen), *islice(lines, len(group_items))]
        for when, group_items in groups
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def due_lines(
    catalogue: Catalogue,
    items: Sequence[DatedTrack],
    today: date,
    screen: Screen,
    *,
    has_headings: bool = False,
) -> list[str]:
    """A line for each item: how far off it is, due date, title, stage, id, and the project that sets the date.

    If *has_headings*, the caller puts the items under coloured headings, which then show the urgency.
    Without headings, a narrow screen leaves out date and id.
    """
    tracks = track_sheet(catalogue, [item.track for item in items], today)
    cells = {column.name: column.cell for column in tracks.columns if column.cell}
    columns = (
        _column("left", lambda item: _days_cell(item, today, has_headings=has_headings)),
        _column("due", lambda item: Cell(str(item.due.day) if item.due else "", DIM), drop_order=3),
        _column(
            "title",
            lambda item: cells["title"](item.track),
            min_width=max(screen.columns // 4, _MIN_TITLE_WIDTH),
        ),
        _column("stage", lambda item: cells["stage"](item.track), min_width=10, drop_order=2),
        _column("id", lambda item: Cell(item.track.id, DIM), drop_order=4),
        _column("from", _source_cell, min_width=8, drop_order=1),
    )
    all_columns = has_headings or screen.columns >= _ALL_COLUMNS_FROM
    shown = [column for column in columns if all_columns or column.name not in {"due", "id"}]
    narrower = screen._replace(width=max(screen.width - len(_INDENT), 1) if screen.width else None)
    sheet = Sheet("due", "tracks", shown, items, lambda one: one.track.id, lambda one: one.track.path)
    return [f"{_INDENT}{line}" for line in rows_without_header(sheet, narrower)]


def _column(
    name: str, cell: Callable[[DatedTrack], Cell], min_width: int | None = None, drop_order: int = 0
) -> Column[Any]:
    """A column that only people see."""
    return Column(name, lambda item: cell(item).text, cell, min_width, drop_order)


def _days_cell(item: DatedTrack, today: date, *, has_headings: bool) -> Cell:
    """How far off the due date is; coloured by urgency unless a heading already is."""
    if item.due is None:
        return Cell("")
    look = urgency_look(item.urgency)
    if has_headings and look == _LOOKS.get(item.group):
        look = PLAIN
    return Cell(days_words(item.due, item.urgency, today), look)


def _source_cell(item: DatedTrack) -> Cell:
    source = item.due.source if item.due else None
    return Cell(f"{INHERITED} {source.name}" if source else "")


def _heading(when: DueGroup, number: int, screen: Screen) -> str:
    name, look = when.value.capitalize(), _LOOKS.get(when)
    shown = badge(name, look, screen.depth) if look else paint(name, BOLD, screen.depth)
    count_text = shorten(pluralise(number, "track"), max(screen.columns - width(shown) - len(_INDENT), 1))
    return f"{shown}{_INDENT}{paint(count_text, DIM, screen.depth)}"


def left_out_remark(agenda: Agenda, shown: Collection[DueGroup]) -> str:
    """The remark that undated or done tracks were left out; an empty text if *shown* includes them."""
    undated, done = (
        0 if when in shown else len(agenda.of(when)) for when in (DueGroup.UNDATED, DueGroup.DONE)
    )
    parts = [f"{pluralise(undated, 'track')} without a date"] if undated else []
    if done:
        parts.append(f"{done:,} done" if undated else pluralise(done, "done track"))
    return f"{' and '.join(parts)} left out; --all includes them" if parts else ""
