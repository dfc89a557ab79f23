"""Problems of a check: all that is wrong in the files that it covers, from every rule and every look at the disk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.check.errors import find_problems
from prodash.model.check.scope import Scope
from prodash.model.check.summaries import summarised
from prodash.storage.check.lost_filters import find_lost_filters
from prodash.storage.check.misplaced import find_misplaced
from prodash.storage.check.missing_files import find_missing_files
from prodash.storage.check.schema_lines import find_wrong_schema_lines
from prodash.storage.check.templates import find_in_templates
from prodash.storage.disk.links import find_links


def problems_in_scope(
    root: Path, catalogue: Catalogue, scope: Scope, today: date, *, with_files: bool = False
) -> tuple[Problem, ...]:
    """The problems in *scope*, including warnings, templates, misplaced files, wrong schema lines and lost filters.

    *with_files*, also what the fields of tracks name that is not there.
    """
    links = find_links(root)
    others = (
        *find_misplaced(root, scope, catalogue.stage_key, links),
        *find_wrong_schema_lines(root, catalogue, scope, links),
        *find_lost_filters(root, catalogue, today),
        *find_in_templates(root, catalogue, scope),
        *(find_missing_files(root, catalogue, scope) if with_files else ()),
    )
    problems = find_problems(replace(catalogue, problems=catalogue.problems + others), warnings=True)
    found = (problem for problem in problems if scope.includes(problem.location.path, problem.cause))
    return summarised(catalogue, found)
