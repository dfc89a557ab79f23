"""Templates: what is wrong in the files with which new tracks begin, read as tracks that need no stage."""

from collections.abc import Iterator
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.errors import unknown_names
from prodash.model.check.scope import Scope
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import template_paths
from prodash.storage.disk.unreadable import unreadable_problem
from prodash.storage.read.track import read_track


def find_in_templates(root: Path, catalogue: Catalogue, scope: Scope) -> Iterator[Problem]:
    """The problems of the templates in *scope*."""
    for path in filter(scope.includes, template_paths(root).values()):
        try:
            track, problems = read_track(path, read_bytes(root / path), catalogue.stage_line)
        except OSError as error:
            yield unreadable_problem(path, error)
            continue
        yield from (one for one in problems if one.code != ProblemKind.MISSING_STAGE.code)
        if track:
            yield from unknown_names(catalogue, track)
