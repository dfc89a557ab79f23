"""Project progress: how many tracks of each project are in each stage, and how many are done."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, due_of_project
from prodash.model.catalogue.track import Track
from prodash.model.views.cross_table import CrossRow, cross_table
from prodash.model.views.group_fields import PROJECT
from prodash.model.views.grouping import Group


class ProjectProgress(NamedTuple):
    """The tracks of one *project* and of those inside it, without the archived ones.

    stages   the stages, each with its number of tracks
    done     how many tracks are finished
    due      the date of the project or of the nearest one around it; None without one
    """

    project: Group
    stages: tuple[tuple[Group, int], ...]
    done: int
    due: Due | None

    @property
    def total(self) -> int:
        """The number of tracks."""
        return sum(count for _, count in self.stages)

    @property
    def left(self) -> int:
        """The number of tracks that are not finished."""
        return self.total - self.done


def project_progress(catalogue: Catalogue, tracks: Sequence[Track]) -> tuple[ProjectProgress, ...]:
    """The progress of each project that has some of *tracks*, a project after the one around it."""
    table = cross_table(catalogue, tracks, PROJECT)
    found = (_progress(catalogue, table.stages, row) for row in table.rows if row.group.id)
    return tuple(one for one in found if one.total)


def _progress(catalogue: Catalogue, stages: Sequence[Group], row: CrossRow) -> ProjectProgress:
    known = {stage.id: stage for stage in catalogue.stages.in_order}
    counts = [*zip(stages, row.counts, strict=True)]
    here = [(stage, count) for stage, count in counts if not (stage.id and known[stage.id].is_archived)]
    done = sum(count for stage, count in here if stage.id and not known[stage.id].is_active)
    project = catalogue.projects.find(row.group.id)
    due = due_of_project(project, catalogue.projects) if project else None
    return ProjectProgress(row.group, tuple(here), done, due)
