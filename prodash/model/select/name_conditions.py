"""Name conditions: what the options for stages, workflows and projects together ask of a track."""

from collections.abc import Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.track import Condition
from prodash.model.filters.names import (
    chosen_ids,
    in_projects,
    in_stage,
    negated,
    require_stage_order,
    stage_named,
    with_workflows,
)
from prodash.model.select.conditions import Criterion
from prodash.model.select.filters import Filters


def name_criteria(catalogue: Catalogue, filters: Filters) -> Iterator[Criterion]:
    """The criteria of *filters* on stages, workflows and projects; raises UnknownNameError, UnreadStagesError, UsageError."""
    yield from (Criterion(one, ["stage"]) for one in _stage_conditions(catalogue, filters))
    if filters.workflow:
        yield Criterion(with_workflows(catalogue, filters.workflow, "--workflow"), ["workflows"])
    if filters.not_workflow:
        yield Criterion(
            negated(with_workflows(catalogue, filters.not_workflow, "--not-workflow")), ["workflows"]
        )
    if filters.project:
        yield Criterion(in_projects(catalogue, filters.project, "--project"), ["projects"])
    if filters.not_project:
        yield Criterion(negated(in_projects(catalogue, filters.not_project, "--not-project")), ["projects"])


def _stage_conditions(catalogue: Catalogue, filters: Filters) -> Iterator[Condition]:
    stages = catalogue.stages
    if filters.stage:
        yield in_stage(chosen_ids(catalogue, STAGE, filters.stage, "--stage"))
    if filters.not_stage:
        yield negated(in_stage(chosen_ids(catalogue, STAGE, filters.not_stage, "--not-stage")))
    if filters.past is not None:
        require_stage_order(catalogue)
        yield in_stage(
            frozenset(stage.id for stage in stages.past(stage_named(catalogue, filters.past, "--past")))
        )
    if filters.before is not None:
        require_stage_order(catalogue)
        yield in_stage(
            frozenset(stage.id for stage in stages.before(stage_named(catalogue, filters.before, "--before")))
        )
