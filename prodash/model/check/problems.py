"""Problems of a check: the kinds that concern the whole catalogue, and the list of all kinds."""

from prodash.model.catalogue.problem import Severity
from prodash.model.catalogue.problem_codes import CodedProblem, ProblemKind
from prodash.model.custom_fields.problems import FieldProblem


class CheckProblem(CodedProblem):
    """The kinds of problems of the catalogue as a whole, which only `check` looks for."""

    NO_STAGE = (
        "none of the {count} tracks has a stage{fix}",
        "Every track is in exactly one stage. If another key of your tracks says it, `field:` in stages.yaml names that key, and no track has to be rewritten. Where some tracks have one, each of the others is named, as `missing-stage`; so it is in the `problems` of JSON.",
    )

    OUTSIDE_TRACKS = (
        "this looks like a track, but prodash reads tracks only in tracks/; move it there",
        "The file has a stage, as tracks do, but only files in the folder `tracks` are tracks. Move it.",
        Severity.WARNING,
    )
    NEAR_FILE = (
        "prodash does not read this file; it reads {plural} only from {path}, so rename it or move its entries there",
        "The file name looks like a misspelt stages.yaml, workflows.yaml, projects.yaml, fields.yaml or prodash.yaml. Rename the file.",
        Severity.WARNING,
    )
    LOST_FILTER = (
        "the filter {name} selects nothing: {why}",
        "A named filter in prodash.yaml names a stage, workflow, project or field that the catalogue does not have, as after a rename, or its date or condition cannot be understood. Correct it in the filter.",
        Severity.WARNING,
    )

    NO_SUCH_FILE = (
        "{key} is {text}, a file that is neither beside the track's own nor in the catalogue{more}",
        "The field names files, because fields.yaml declares it or most of its values look like one, and this file is not there. Correct the path, or put the file there; prodash never reads it. `--strict` and CI leave this out unless `--files` is given, because audio is seldom in git.",
        Severity.WARNING,
    )


PROBLEM_KINDS: tuple[CodedProblem, ...] = (*ProblemKind, *FieldProblem, *CheckProblem)
"""Every kind of problem."""

_STYLE = frozenset(kind.code for kind in PROBLEM_KINDS if kind.is_style)


def is_style(code: str) -> bool:
    """Whether problems with this *code* are only style, which `check --strict` leaves out."""
    return code in _STYLE
