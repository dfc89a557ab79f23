"""Projects: the columns that a project has for people and for programs."""

from datetime import date

from prodash.model.catalogue import Catalogue
from prodash.model.due import Due, urgency
from prodash.model.project import Project
from prodash.render.sheet import Cell, Column, Sheet
from prodash.render.style import DIM, Look
from prodash.render.words import URGENCY_COLOURS, due_words

_INDENT = "  "


def project_sheet(catalogue: Catalogue, today: date) -> Sheet[Project]:
    """The projects as rows, each below the one that it is inside, with the number of tracks in all of it."""
    projects = catalogue.projects

    def tracks(project: Project) -> int:
        inside = projects.within(project)
        return sum(not inside.isdisjoint(track.projects) for track in catalogue.tracks)

    def name(project: Project) -> Cell:
        depth = len(tuple(projects.upwards(project))) - 1
        return Cell(_INDENT * depth + project.name, Look(paper=project.colour))

    return Sheet(
        kind="projects",
        noun="projects",
        columns=(
            Column("id", lambda project: project.id, lambda project: Cell(project.id, DIM), 8, 1),
            Column("name", lambda project: project.name, name, 8),
            Column("parent", lambda project: project.parent or None),
            Column("due", _day, lambda project: _due(project, today), 10, 2),
            Column("colour", lambda project: project.colour),
            Column(
                "description",
                lambda project: project.description or None,
                lambda project: Cell(project.description),
                12,
                3,
            ),
            Column("tracks", tracks, lambda project: Cell(f"{tracks(project):,}")),
        ),
        rows=catalogue.projects.as_tree,
        identify=lambda project: project.id,
    )


def _day(project: Project) -> str | None:
    return project.due.isoformat() if project.due else None


def _due(project: Project, today: date) -> Cell:
    if project.due is None:
        return Cell("")
    due = Due(project.due)
    how = urgency(due, None, today)
    return Cell(due_words(due, how, today), Look(paper=URGENCY_COLOURS.get(how, "")))
