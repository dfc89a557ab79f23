"""Templates: the tracks to begin with, which are the files in the folder `templates` of a catalogue."""

import os
from pathlib import Path

from prodash.errors import BadFileError, RefusedError, UnknownNameError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Severity
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.files.template import Template
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import TEMPLATES, template_paths
from prodash.storage.disk.unreadable import unreadable_problem
from prodash.storage.read.track import read_track


def read_template(root: Path, catalogue: Catalogue, name: str) -> Template:
    """The template called *name* in *root*, in any spelling.

    Raises UsageError if there are no templates, UnknownNameError, RefusedError for a link that leads outside of the
    catalogue, and BadFileError for a file that cannot be read as a track.
    """
    path = _path_of(root, name)
    real_root, real = os.path.realpath(root), os.path.realpath(root / path)
    if not real.startswith(os.path.join(real_root, "")):
        raise RefusedError([(path, f"it leads outside the catalogue, to {real}")])
    try:
        track, problems = read_track(path, read_bytes(real), catalogue.stage_line)
    except OSError as error:
        raise BadFileError(path, unreadable_problem(path, error).message) from None
    for problem in problems:
        # The stage comes with the new track.
        if problem.severity is Severity.ERROR and problem.code != ProblemKind.MISSING_STAGE.code:
            raise BadFileError(path, problem.message, problem.location.line)
    if track is None:
        raise BadFileError(path, "it has no values; write those with which tracks begin")
    return Template(path, catalogue.with_ids(track))


def _path_of(root: Path, name: str) -> str:
    paths = template_paths(root)
    if not paths:
        raise UsageError(
            f"there is no template; make a file such as {TEMPLATES}/{name}.yaml, which is a track"
        )
    matching = [path for known, path in paths.items() if match_key(known) == match_key(name)]
    if name in paths:
        return paths[name]
    if len(matching) != 1:
        raise UnknownNameError("template", name, similar(name, paths), [*paths])
    return matching[0]
