"""Expanding: assignments with names of fields in braces, as in `isrc=QZ-{id}`, made anew for each track."""

from collections.abc import Callable, Iterable, Sequence

from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import type_of
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.change.declared_values import as_declared
from prodash.model.names.characters import CONTROL_CHARACTERS, has_any
from prodash.model.plan.change import Change
from prodash.model.plan.expansion import expansion_of, has_braces

Setter = Callable[[Track], Change | str]
"""A function from a track to its change, or the reason why it is impossible."""


def require_templates(assignments: Iterable[Assignment]) -> frozenset[str]:
    """The fields whose values have braces; raises UsageError if there are none, or a field that cannot be filled in."""
    fields = frozenset(one.field for one in assignments if has_braces(one.value))
    if not fields:
        raise UsageError("--expand needs the name of a field in braces, as in isrc='QZ-{id}'")
    for field in fields:
        if type_of(field) not in {"line", "text", "custom"}:
            raise UsageError(f"--expand fills in title, notes and custom fields, not {field}")
    if used := next((one for one in assignments if one.field in fields and one.literal is not None), None):
        raise UsageError(f"--expand reads no YAML; write {used.field}=TEXT")
    return fields


def expanding_setter(
    catalogue: Catalogue,
    assignments: Sequence[Assignment],
    setter_of: Callable[[Sequence[Assignment]], Setter],
) -> Setter:
    """The setter of *assignments* to one field, whose values are filled in for each track first.

    Raises UsageError and UnknownNameError for what no track can be filled in with.
    """
    fills = [(one, expansion_of(catalogue, one.value)) for one in assignments]

    def change(track: Track) -> Change | str:
        try:
            filled = [_filled(one, fill(track)) for one, fill in fills]
            return setter_of(as_declared(catalogue, filled))(track)
        except ProdashError as error:
            return str(error)

    return change


def _filled(assignment: Assignment, text: str) -> Assignment:
    """*assignment* with the value *text*; raises UsageError for several lines or items where one is meant."""
    field, is_item = assignment.field, assignment.operator != "=" and type_of(assignment.field) == "custom"
    if type_of(field) == "line" and has_any(CONTROL_CHARACTERS, text):
        raise UsageError(f"its {field} would be {text!r}; a {field} is one line of text")
    if is_item and text.count(",") > assignment.value.count(","):
        raise UsageError(f"{text!r} has a comma, which stands between items; change {field} by hand")
    return assignment._replace(value=text)
