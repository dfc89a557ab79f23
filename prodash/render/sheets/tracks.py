"""Tracks: the columns that a track has in every list."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.imports.cells import custom_header
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, PLAIN, Look
from prodash.render.terminal.words import URGENCY_COLOURS, due_words

INHERITED = "↑"
"""Behind a due date that comes from a project."""


def track_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """*tracks* as rows, in the order given."""
    return Sheet(
        kind="tracks",
        noun="tracks",
        columns=_columns(_Facts(catalogue, today)),
        rows=tracks,
        identify=attrgetter("id"),
        locate=attrgetter("path"),
        more=lambda: _own_columns(catalogue),
    )


def _own_columns(catalogue: Catalogue) -> Sequence[Column[Track]]:
    from prodash.model.views.grouping import custom_keys

    return tuple(map(_own, custom_keys(catalogue)))


def _own(key: str) -> Column[Track]:
    """One of the user's own keys, under the name by which `import` knows it again."""
    return Column(custom_header(key), lambda track: track.custom.get(key), part_of="own")


class _Facts:
    """What is asked of a track for its columns; what many tracks have in common is worked out once."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today
        self._positions = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}
        self._stage_cells: dict[str, Cell] = {}
        self.due = cached_by_due_fields(catalogue.due_of)
        self.urgency = cached_by_due_fields(lambda track: catalogue.urgency_of(track, today))
        self.due_cell = cached_by_due_fields(self._due_cell)

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

    def nearness(self, track: Track) -> int | None:
        urgency = self.urgency(track)
        return None if urgency is Urgency.NONE else list(Urgency).index(urgency)

    def _stage_cell(self, track: Track) -> Cell:
        stage = self.catalogue.stage_of(track)
        if stage is None or not self.catalogue.stages.is_declared:
            return Cell(track.stage or "(none)")
        return Cell(stage.name, Look(paper=stage.colour))

    def _due_cell(self, track: Track) -> Cell:
        due = self.due(track)
        if due is None:
            return Cell("")
        urgency = self.urgency(track)
        paper = URGENCY_COLOURS.get(urgency)
        mark = f" {INHERITED}" if due.source else ""
        return Cell(f"{due_words(due, urgency, self.today)}{mark}", Look(paper=paper) if paper else PLAIN)


def _columns(facts: _Facts) -> Sequence[Column[Track]]:
    workflows, projects = _names_once(facts.catalogue.workflows), _names_once(facts.catalogue.projects)
    return (
        Column("id", attrgetter("id"), lambda t: Cell(t.id)),
        Column("title", attrgetter("title"), lambda t: Cell(t.title, BOLD), least=10, rank=1),
        Column("stage", lambda t: t.stage or None, facts.stage_cell, order=facts.stage_position),
        Column("stage_name", lambda t: facts.stage_name(t) or None, order=facts.stage_position),
        Column("workflows", attrgetter("workflows"), lambda t: workflows(t.workflows), least=9, rank=4),
        Column("projects", attrgetter("projects"), lambda t: projects(t.projects), least=8, rank=3),
        Column("due", facts.due_day, facts.due_cell, rank=2),
        Column("due_from", facts.due_from),
        Column("days_left", facts.days_left),
        Column("urgency", lambda t: facts.urgency(t).value, order=facts.nearness),
        Column("notes", lambda t: t.notes or None),
        Column("own", attrgetter("custom"), is_group=True),
        Column("path", attrgetter("path")),
    )


def _names_once(vocabulary: Vocabulary[Any]) -> Callable[[tuple[str, ...]], Cell]:
    """The cell with the names behind ids."""
    return lru_cache(_MANY)(lambda ids: Cell(names(vocabulary, ids)))


_MANY = 256


def names(vocabulary: Vocabulary[Any], ids: Sequence[str]) -> str:
    """The names behind *ids*, with commas; an unknown one as it is written."""
    found = [(vocabulary.find(identifier), identifier) for identifier in ids]
    return ", ".join(thing.name if thing else identifier for thing, identifier in found)
