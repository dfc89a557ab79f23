"""Projects: the projects of a catalogue as rows."""

from collections.abc import Callable
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency, urgency
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.track import Track
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.entry_columns import THIRD_PLACE, description_column, id_column, tracks_column
from prodash.render.terminal.style import PLAIN, Look
from prodash.render.terminal.words import date_words, due_words, few_due_words, urgency_look


def project_sheet(catalogue: Catalogue, today: date) -> Sheet[Project]:
    """A sheet with one row per project, each below its parent.

    `tracks` counts those that `list --project` shows: those of its subprojects too, but no archived ones.
    """
    projects = catalogue.projects
    tracks = catalogue.tracks.counts(
        lambda track: () if catalogue.is_archived(track) else _projects_of(projects, track),
        "stage",
        "projects",
    )

    def name(project: Project) -> Cell:
        depth = len(tuple(projects.upwards(project))) - 1
        return Cell(tree_prefix(depth) + project.name, Look(background=project.colour))

    entries = catalogue.projects.in_order
    return Sheet(
        kind="projects",
        noun="projects",
        columns=(
            id_column(),
            Column("name", lambda project: project.name, name, min_width=20),
            Column("parent", lambda project: project.parent or None),
            Column(
                "due",
                _day,
                lambda project: Cell(_due_text(project, today, due_words), _due_look(project, today)),
                drop_order=1,
                place=THIRD_PLACE,
                is_optional=True,
                shorter=(
                    (4, lambda project: _due_text(project, today, few_due_words)),
                    (1.5, lambda project: _due_text(project, today, date_words)),
                ),
            ),
            Column("colour", lambda project: project.colour),
            description_column(entries),
            tracks_column(tracks),
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


def _due_text(project: Project, today: date, words: Callable[[Due, Urgency, date], str]) -> str:
    due = Due(project.due) if project.due else None
    return words(due, urgency(due, None, today), today) if due else ""


def _due_look(project: Project, today: date) -> Look:
    return urgency_look(urgency(Due(project.due), None, today)) if project.due else PLAIN
