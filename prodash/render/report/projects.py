"""Report projects: what the page shows of each project: the stages of its tracks as one bar, and when it is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from prodash.model.catalogue.due import urgency
from prodash.model.views.project_progress import ProjectProgress
from prodash.render.charts.strip import Segment, segments
from prodash.render.report.due import DueText, due_text
from prodash.render.report.rows import Name
from prodash.render.terminal.words import pluralise

if TYPE_CHECKING:
    from prodash.render.report.forecast import ProjectForecast

SHOWN = 30
"""How many projects are shown before a reader asks for the rest."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project, `depth` others around it."""

    project: Name
    depth: int
    stages: tuple[Segment, ...]
    done: int
    total: int
    due: DueText | None
    forecast: "ProjectForecast | None"


@dataclass(frozen=True, slots=True)
class ProjectParts:
    """The projects with something left to do, and the rest: those for which there is no room, and the done ones."""

    shown: tuple[ProjectRow, ...]
    rest: tuple[ProjectRow, ...]

    @property
    def has_forecast(self) -> bool:
        """Whether it is known when one of them will be done."""
        return any(row.forecast for row in (*self.shown, *self.rest))

    @property
    def rest_words(self) -> str:
        """What the rest is: `3 more projects`."""
        return pluralise(len(self.rest), "more project")

    @property
    def colours(self) -> set[str]:
        """The colours of the projects, and of the stages in the bars."""
        rows = (*self.shown, *self.rest)
        return {row.project.colour for row in rows} | {part.colour for row in rows for part in row.stages}


def project_parts(
    found: Sequence[ProjectProgress], forecasts: "Mapping[str, ProjectForecast]", today: date
) -> ProjectParts | None:
    """The part of the page for the projects that were *found*, with their *forecasts* by id; None without any."""
    if not found:
        return None
    active = [one for one in found if one.left]
    shown = {one.project.id for one in (active[:SHOWN] or found[:SHOWN])}
    rows = [(one.project.id in shown, _row(one, forecasts.get(one.project.id), today)) for one in found]
    return ProjectParts(
        tuple(row for is_shown, row in rows if is_shown),
        tuple(row for is_shown, row in rows if not is_shown),
    )


def _row(one: ProjectProgress, forecast: "ProjectForecast | None", today: date) -> ProjectRow:
    parts = segments((stage.name, stage.colour, count) for stage, count in one.stages)
    due = due_text(one.due, urgency(one.due, None, today), today) if one.left and one.due else None
    return ProjectRow(
        Name(one.project.id, one.project.name, one.project.colour),
        one.project.depth,
        tuple(parts),
        one.done,
        one.total,
        due,
        forecast,
    )
