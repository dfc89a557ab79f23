"""Stage assignments: those to the key of files that names the stage, which are assignments to the stage."""

from collections.abc import Iterable
from datetime import date

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.change.assignment import Assignment, parse_assignments


def with_stage_as_field(catalogue: Catalogue, assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """*assignments* in which `status=mixing` is `stage=mixing` where the files say their stage in `status`.

    Raises UsageError if one of them is no assignment to a stage, or if there are two.
    """
    key = catalogue.stage_key
    found = tuple(_to_stage(one) if one.field == key != STAGE_KEY else one for one in assignments)
    if key != STAGE_KEY and sum(one.field == STAGE_KEY for one in found) > 1:
        raise UsageError(f"{key} and stage are one field here; write it once")
    return found


def _to_stage(assignment: Assignment) -> Assignment:
    # A stage is no date, so any day will do.
    word = f"{STAGE_KEY}{assignment.operator}{assignment.value}"
    return parse_assignments([word], date.min)[0]
