"""Due: what is to be done by when, in groups from past due to later."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import islice
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import Agenda, DatedTrack, DueGroup, due_tracks
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.formats.table import listed
from prodash.render.sheets.tracks import INHERITED, track_sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import shorten, width
from prodash.render.terminal.words import URGENCY_COLOURS, count, days_words

_INDENT = "  "
_TITLE = 12
_FULL = 100
_COLOURS = {
    DueGroup.PAST: URGENCY_COLOURS[Urgency.OVERDUE],
    DueGroup.TODAY: URGENCY_COLOURS[Urgency.SOON],
    DueGroup.WEEK: URGENCY_COLOURS[Urgency.WEEK],
}


def when_words(when: DueGroup) -> str:
    """A group as a part of a sentence: `past due`, `today`, `in the next 7 days`."""
    return f"in the {when.value}" if when is DueGroup.WEEK else when.value


NOTHING_PRESSES = f"Nothing is due {when_words(DueGroup.WEEK)}."


def due_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """*tracks* as rows, in the order given, each with the group that it is in."""

    @cached_by_due_fields
    def when(track: Track) -> DueGroup:
        return next(due_tracks(catalogue, [track], today)).group

    sheet = track_sheet(catalogue, tracks, today)
    column: Column[Track] = Column(
        "due_when",
        lambda track: when(track).value,
        lambda track: Cell(when(track).value, Look(paper=_COLOURS.get(when(track), ""))),
        order=lambda track: when(track).position,
    )
    return sheet._replace(kind="due", columns=(column, *sheet.columns))


def due_groups(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A block for each group, from past due to later, its tracks in the order given; the columns run through all."""
    groups = Agenda(tuple(due_tracks(catalogue, tracks, today))).groups
    entries = [entry for _, found in groups for entry in found]
    lines = iter(due_lines(catalogue, entries, today, screen, headed=True))
    blocks = ([_heading(when, len(found), screen), *islice(lines, len(found))] for when, found in groups)
    return "\n\n".join("\n".join(block) for block in blocks)


def due_lines(
    catalogue: Catalogue, entries: Sequence[DatedTrack], today: date, screen: Screen, *, headed: bool = False
) -> list[str]:
    """A line for each entry: how far off, the day, title, stage, id and the project that the date comes from.

    Where it is *headed*, the headings have the colour of its urgency.  Without headings a narrow screen has
    neither day nor id.
    """
    tracks = track_sheet(catalogue, [entry.track for entry in entries], today)
    cells = {column.name: column.cell for column in tracks.columns if column.cell}
    columns = (
        _column("left", lambda entry: _far_off(entry, today, headed=headed)),
        _column("due", lambda entry: Cell(str(entry.due.day) if entry.due else "", DIM), rank=3),
        _column("title", lambda entry: cells["title"](entry.track), least=max(screen.columns // 4, _TITLE)),
        _column("stage", lambda entry: cells["stage"](entry.track), least=10, rank=2),
        _column("id", lambda entry: Cell(entry.track.id, DIM), rank=4),
        _column("from", _source, least=8, rank=1),
    )
    full = headed or screen.columns >= _FULL
    shown = [column for column in columns if full or column.name not in {"due", "id"}]
    narrower = screen._replace(width=max(screen.width - len(_INDENT), 1) if screen.width else None)
    sheet = Sheet("due", "tracks", shown, entries, lambda one: one.track.id, lambda one: one.track.path)
    return [f"{_INDENT}{line}" for line in listed(sheet, narrower)]


def _column(name: str, cell: Callable[[DatedTrack], Cell], least: int | None = None, rank: int = 0) -> Column[Any]:
    """A column for people alone."""
    return Column(name, lambda entry: cell(entry).text, cell, least, rank)


def _far_off(entry: DatedTrack, today: date, *, headed: bool) -> Cell:
    """How many days; in the colour of its urgency, unless a heading has that."""
    if entry.due is None:
        return Cell("")
    paper = URGENCY_COLOURS.get(entry.urgency, "")
    if headed and paper == _COLOURS.get(entry.group):
        paper = ""
    return Cell(days_words(entry.due, entry.urgency, today), Look(paper=paper))


def _source(entry: DatedTrack) -> Cell:
    source = entry.due.source if entry.due else None
    return Cell(f"{INHERITED} {source.name}" if source else "")


def _heading(when: DueGroup, number: int, screen: Screen) -> str:
    name, colour = when.value.capitalize(), _COLOURS.get(when)
    shown = badge(name, colour, screen.depth) if colour else paint(name, BOLD, screen.depth)
    told = shorten(count(number, "track"), max(screen.columns - width(shown) - len(_INDENT), 1))
    return f"{shown}{_INDENT}{paint(told, DIM, screen.depth)}"


def left_out_words(found: Agenda, shown: Collection[DueGroup]) -> str:
    """How many tracks without a date, or done, are not among the groups *shown*; empty where there are none."""
    undated, settled = (0 if when in shown else len(found.of(when)) for when in (DueGroup.UNDATED, DueGroup.DONE))
    parts = [f"{count(undated, 'track')} without a date"] if undated else []
    if settled:
        parts.append(f"{settled:,} done" if undated else count(settled, "done track"))
    return f"{' and '.join(parts)} left out; --all includes them" if parts else ""
