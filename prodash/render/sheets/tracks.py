"""Tracks: tracks as rows, with the columns of every list of tracks."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency, cached_by_due_fields
from prodash.model.catalogue.fields import CUSTOM_GROUP
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.names.names import loose_key
from prodash.render.formats.output import Output
from prodash.render.formats.sheet import Cell, Column, Sheet, reference_column
from prodash.render.terminal.style import BOLD, DIM
from prodash.render.terminal.words import date_words, due_words, few_due_words, matters, urgency_look

_UNKNOWN_DUE = "unknown"
INHERITED = "↑"
"""Follows a due date that comes from a project."""
WHAT_INHERITED_MEANS = f"{INHERITED} marks a date that comes from a project"


def inherited_remarks(catalogue: Catalogue, tracks: Sequence[Track], output: Output) -> list[str]:
    """What the mark after a due date means, if a table for people shows one."""
    if not output.has_usual_columns:
        return []
    has_mark = cached_by_due_fields(lambda track: _has_mark(catalogue, track))
    # An own date wins, so most tracks need no look at their projects.
    is_shown = any(has_mark(track) for track in tracks if track.projects and not track.due)
    return [WHAT_INHERITED_MEANS] if is_shown else []


def _has_mark(catalogue: Catalogue, track: Track) -> bool:
    due, stage = catalogue.due_of(track), catalogue.stage_of(track)
    return due is not None and due.source is not None and (stage is None or stage.is_active)


def track_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """A sheet with one row per track, in the order of *tracks*."""
    return Sheet(
        kind="tracks",
        noun="tracks",
        columns=(columns := _columns(_ColumnValues(catalogue, today))),
        rows=tracks,
        identify=attrgetter("id"),
        locate=attrgetter("path"),
        lazy_columns=lambda: _custom_columns(catalogue),
        for_one_use=methodcaller("for_one_use"),
        find_column=lambda name: _find_column(catalogue, tracks, name, columns),
    )


def _custom_columns(catalogue: Catalogue) -> Sequence[Column[Track]]:
    from prodash.render.fields.columns import custom_columns

    return custom_columns(catalogue)


def _find_column(
    catalogue: Catalogue, tracks: Sequence[Track], name: str, columns: Sequence[Column[Track]]
) -> Column[Track] | None:
    if catalogue.stage_line.is_called(name):
        return next(column for column in columns if column.name == "stage")
    from prodash.render.fields.columns import find_custom_column

    return find_custom_column(catalogue, tracks, name)


class _ColumnValues:
    """The values and cells of a track; those that many tracks share are computed once."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today
        self._positions = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}
        self._stage_cells: dict[str, Cell] = {}
        self.due = cached_by_due_fields(catalogue.due_of)
        self.urgency = cached_by_due_fields(lambda track: catalogue.urgency_of(track, today))
        self.due_cell = cached_by_due_fields(self._due_cell)
        self.due_few_words = cached_by_due_fields(lambda track: self._due_text(track, few_due_words))
        self.due_date = cached_by_due_fields(lambda track: self._due_text(track, date_words))

    def stage_name(self, track: Track) -> str:
        stage = self.catalogue.stage_of(track)
        return stage.name if stage else track.stage

    def stage_cell(self, track: Track) -> Cell:
        cell = self._stage_cells.get(track.stage)
        return cell or self._stage_cells.setdefault(track.stage, self._stage_cell(track))

    def stage_position(self, track: Track) -> int | None:
        return self._positions.get(track.stage)

    def due_day(self, track: Track) -> str | None:
        due = self.due(track)
        return due.day.isoformat() if due else None

    def due_from(self, track: Track) -> str | None:
        due = self.due(track)
        return due.source.id if due and due.source else None

    def days_left(self, track: Track) -> int | None:
        due = self.due(track)
        return (due.day - self.today).days if due else None

    def urgency_rank(self, track: Track) -> int | None:
        urgency = self.urgency(track)
        return None if urgency in {Urgency.NONE, Urgency.UNKNOWN} else urgency.position

    def _stage_cell(self, track: Track) -> Cell:
        stage = self.catalogue.stage_of(track)
        if stage is None or not self.catalogue.stages.is_declared:
            return Cell(track.stage or "(none)")
        return Cell.badge(stage)

    def _due_cell(self, track: Track) -> Cell:
        due = self.due(track)
        if due is None:
            return Cell(self._due_text(track, due_words), DIM)
        return Cell(self._due_text(track, due_words), urgency_look(self.urgency(track)))

    def _due_text(self, track: Track, words: Callable[[Due, Urgency, date], str]) -> str:
        due, urgency = self.due(track), self.urgency(track)
        if due is None:
            return _UNKNOWN_DUE if urgency is Urgency.UNKNOWN else ""
        if not matters(due, urgency):
            return ""
        return words(due, urgency, self.today) + (f" {INHERITED}" if due.source else "")


def _columns(of_track: _ColumnValues) -> Sequence[Column[Track]]:
    return (
        reference_column(
            "id",
            attrgetter("id"),
            min_width=12,
            drop_order=4,
            repeats=lambda t: loose_key(t.title) == loose_key(t.id),
            place=_LAST,
        ),
        Column("title", attrgetter("title"), lambda t: Cell(t.title, BOLD), min_width=20),
        Column(
            "stage",
            lambda t: t.stage or None,
            of_track.stage_cell,
            min_width=22,
            sort_key=of_track.stage_position,
        ),
        Column("stage_name", lambda t: of_track.stage_name(t) or None, sort_key=of_track.stage_position),
        _names_column("workflows", of_track.catalogue.workflows, min_width=11, drop_order=2),
        _names_column("projects", of_track.catalogue.projects, min_width=10, drop_order=3),
        Column(
            "due",
            of_track.due_day,
            of_track.due_cell,
            drop_order=1,
            shorter=((5, of_track.due_few_words), (3.5, of_track.due_date)),
            mark=INHERITED,
        ),
        Column("due_from", of_track.due_from),
        Column("days_left", of_track.days_left),
        Column("urgency", lambda t: of_track.urgency(t).value, sort_key=of_track.urgency_rank),
        Column("notes", lambda t: t.notes or None),
        Column(CUSTOM_GROUP, attrgetter("custom"), is_group=True),
        Column("path", attrgetter("path")),
    )


_NAMES, _LAST = 1, 2
"""The places of columns in a table, after those of place 0."""


def _names_column(
    field: str, vocabulary: Vocabulary[Any], *, min_width: int, drop_order: int
) -> Column[Track]:
    """The column of *field*, which has ids of *vocabulary*; a table shows their names."""
    ids_of = attrgetter(field)
    cell_of = lru_cache(_CACHE_SIZE)(lambda ids: Cell(names_of(vocabulary, ids)))
    return Column(
        field,
        ids_of,
        lambda track: cell_of(ids_of(track)),
        min_width=min_width,
        drop_order=drop_order,
        place=_NAMES,
        is_optional=True,
    )


_CACHE_SIZE = 256


def names_of(vocabulary: Vocabulary[Any], ids: Sequence[str]) -> str:
    """The names of the entries with these *ids*, with commas between them; an unknown id stands for itself."""
    entries = [(vocabulary.find(identifier), identifier) for identifier in ids]
    return ", ".join(entry.name if entry else identifier for entry, identifier in entries)
