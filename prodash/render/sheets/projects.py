"""Projects: the projects of a catalogue as rows."""

from collections import Counter
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, urgency
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.track import Track
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.description import description_column
from prodash.render.terminal.style import DIM, Look
from prodash.render.terminal.words import due_words, urgency_look


def project_sheet(catalogue: Catalogue, today: date) -> Sheet[Project]:
    """A sheet with one row per project, each below its parent; `tracks` counts those of its subprojects too."""
    projects = catalogue.projects
    tracks = Counter(project for track in catalogue.tracks for project in _projects_of(projects, track))

    def name(project: Project) -> Cell:
        depth = len(tuple(projects.upwards(project))) - 1
        return Cell(tree_prefix(depth) + project.name, Look(background=project.colour))

    entries = catalogue.projects.in_order
    return Sheet(
        kind="projects",
        noun="projects",
        columns=(
            Column("id", lambda project: project.id, lambda project: Cell(project.id, DIM), 8, 1),
            Column("name", lambda project: project.name, name, 8),
            Column("parent", lambda project: project.parent or None),
            Column("due", _day, lambda project: _due(project, today), 10, 2),
            Column("colour", lambda project: project.colour),
            description_column(entries),
            Column("tracks", lambda p: tracks[p.id], lambda p: Cell(f"{tracks[p.id]:,}")),
        ),
        rows=catalogue.projects.as_tree,
        identify=lambda project: project.id,
        locate=lambda _: PROJECT.path if projects.is_declared else "",
    )


def tree_prefix(depth: int) -> str:
    """The line before the name of a nested project, longer the deeper it is; a table strips spaces."""
    return f"└{'─' * (2 * depth - 1)} " if depth else ""


def _projects_of(projects: Projects, track: Track) -> set[str]:
    """The ids of the projects that *track* is in, and of those around them."""
    named = (projects.find(name) for name in track.projects)
    return {outer.id for project in named if project for outer in projects.upwards(project)}


def _day(project: Project) -> str | None:
    return project.due.isoformat() if project.due else None


def _due(project: Project, today: date) -> Cell:
    if project.due is None:
        return Cell("")
    due = Due(project.due)
    pressure = urgency(due, None, today)
    return Cell(due_words(due, pressure, today), urgency_look(pressure))
