"""Tracks: the columns that a track has in every list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from prodash.model.catalogue import Catalogue
from prodash.model.due import Urgency
from prodash.model.headers import own_header
from prodash.model.track import Track
from prodash.model.vocabulary import Vocabulary
from prodash.render.sheet import Cell, Column, Sheet
from prodash.render.style import BOLD, PLAIN, Look
from prodash.render.words import URGENCY_COLOURS, due_words

INHERITED = "↑"
"""Behind a due date that comes from a project."""


def track_sheet(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Sheet[Track]:
    """*tracks* as rows, in the order given."""
    facts = _Facts(catalogue, today)
    columns = _columns(facts)
    keys = dict.fromkeys(key for track in catalogue.tracks for key in track.own)
    return Sheet(
        kind="tracks",
        noun="tracks",
        columns=(*columns, *(_own(key) for key in keys)),
        rows=tracks,
        identify=lambda track: track.id,
        locate=lambda track: track.path,
    )


def _own(key: str) -> Column[Track]:
    """One of the user's own keys, under the name by which `import` knows it again."""
    return Column(own_header(key), lambda track: track.own.get(key), part_of="own")


class _Facts:
    """What is asked of a track for its columns."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today
        self._positions = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}

    def stage_name(self, track: Track) -> str:
        stage = self.catalogue.stage_of(track)
        return stage.name if stage else track.stage

    def stage_cell(self, track: Track) -> Cell:
        stage = self.catalogue.stage_of(track)
        if stage is None or not self.catalogue.stages.closed:
            return Cell(track.stage or "(none)")
        return Cell(stage.name, Look(paper=stage.colour))

    def stage_position(self, track: Track) -> int | None:
        return self._positions.get(track.stage)

    def due_day(self, track: Track) -> str | None:
        due = self.catalogue.due_of(track)
        return due.day.isoformat() if due else None

    def due_from(self, track: Track) -> str | None:
        due = self.catalogue.due_of(track)
        return due.source.id if due and due.source else None

    def days_left(self, track: Track) -> int | None:
        due = self.catalogue.due_of(track)
        return (due.day - self.today).days if due else None

    def urgency(self, track: Track) -> str:
        return self.catalogue.urgency_of(track, self.today).value

    def nearness(self, track: Track) -> int | None:
        urgency = self.catalogue.urgency_of(track, self.today)
        return None if urgency is Urgency.NONE else list(Urgency).index(urgency)

    def due_cell(self, track: Track) -> Cell:
        due = self.catalogue.due_of(track)
        if due is None:
            return Cell("")
        urgency = self.catalogue.urgency_of(track, self.today)
        paper = URGENCY_COLOURS.get(urgency)
        mark = f" {INHERITED}" if due.source else ""
        return Cell(f"{due_words(due, urgency, self.today)}{mark}", Look(paper=paper) if paper else PLAIN)


def _columns(facts: _Facts) -> Sequence[Column[Track]]:
    workflows, projects = facts.catalogue.workflows, facts.catalogue.projects
    return (
        Column("id", lambda t: t.id, lambda t: Cell(t.id)),
        Column("title", lambda t: t.title, lambda t: Cell(t.title, BOLD), least=10, rank=1),
        Column("stage", lambda t: t.stage or None, facts.stage_cell, order=facts.stage_position),
        Column("stage_name", lambda t: facts.stage_name(t) or None, order=facts.stage_position),
        Column(
            "workflows",
            lambda t: t.workflows,
            lambda t: Cell(names(workflows, t.workflows)),
            least=9,
            rank=4,
        ),
        Column(
            "projects",
            lambda t: t.projects,
            lambda t: Cell(names(projects, t.projects)),
            least=8,
            rank=3,
        ),
        Column("due", facts.due_day, facts.due_cell, rank=2),
        Column("due_from", facts.due_from),
        Column("days_left", facts.days_left),
        Column("urgency", facts.urgency, order=facts.nearness),
        Column("notes", lambda t: t.notes or None),
        Column("own", lambda t: t.own, is_group=True),
        Column("path", lambda t: t.path),
    )


def names(vocabulary: Vocabulary[Any], ids: Sequence[str]) -> str:
    """The names behind *ids*, with commas; an unknown one as it is written."""
    found = [(vocabulary.find(identifier), identifier) for identifier in ids]
    return ", ".join(thing.name if thing else identifier for thing, identifier in found)
