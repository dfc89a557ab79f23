"""Marked: the files with conflict markers, as loading found them, and that an answer shows what is in them."""

from collections.abc import Collection

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.session.session import Session


def marked_paths(catalogue: Catalogue) -> set[str]:
    """The paths of the files in *catalogue* that have conflict markers."""
    return {one.location.path for one in catalogue.problems if one.code == ProblemKind.CONFLICT.code}


def record_conflicts_shown(session: Session, paths: Collection[str]) -> None:
    """Record that the answer shows the conflicts in the files at *paths*, so that their problems are not told too."""
    session.outcome.record_shown(
        problem
        for problem in session.outcome.problems
        if problem.code == ProblemKind.CONFLICT.code and problem.location.path in paths
    )
