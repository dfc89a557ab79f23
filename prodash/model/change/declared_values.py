"""Declared values: assignments to custom fields in the spelling that is meant, or refused as `fields.yaml` says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from prodash.errors import UnknownNameError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DeclaredField, type_of
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.change.assignment import Assignment
from prodash.model.custom_fields.custom_field import items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import allows, declared_type, require_allowed, rule_of, typed_value
from prodash.model.custom_fields.value_types import DATE, TRACK, fits
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar
from prodash.model.plan.change import Change, RenameItems, SetValue


def declaration_of(catalogue: Catalogue, field: str) -> DeclaredField | None:
    """What `fields.yaml` declares of the custom *field*, in whatever spelling; None if it says nothing."""
    fields = custom_fields_of(catalogue)
    found = fields.find(field) if catalogue.declared_fields and type_of(field) == "custom" else None
    return fields.declared(found) if found else None


def _is_date_field(catalogue: Catalogue, field: str) -> bool:
    """Whether the values of the custom *field* are dates, as declared or as most are."""
    fields = custom_fields_of(catalogue)
    found = fields.find(field) if type_of(field) == "custom" else None
    return found is not None and fields.type_of(found) is DATE


def is_date_shift(catalogue: Catalogue, field: str, assignments: Sequence[Assignment]) -> bool:
    """Whether *assignments* shift the dates of the custom *field*, which holds no lists."""
    if any(one.operator == "=" for one in assignments):
        return False
    declared = declaration_of(catalogue, field)
    if declared is not None and declared.list:
        return False
    from prodash.model.dates.phrases import parse_time_span

    with suppress(UsageError):
        spans = [parse_time_span(one.value) for one in assignments]
        return bool(spans) and _is_date_field(catalogue, field)
    return False


def as_declared(
    catalogue: Catalogue, assignments: Iterable[Assignment], without: Collection[str] = ()
) -> tuple[Assignment, ...]:
    """*assignments* with the values that `fields.yaml` allows in its spelling, and date phrases as dates.

    Those to the fields *without*, and values of YAML, stay as they are.
    Raises UnknownNameError and UsageError for a value that it does not allow.
    """
    return tuple(
        _as_declared(catalogue, one)
        if one.value and one.literal is None and one.field not in without
        else one
        for one in assignments
    )


def _as_declared(catalogue: Catalogue, assignment: Assignment) -> Assignment:
    declared = declaration_of(catalogue, assignment.field)
    if declared is None:
        return _with_date(catalogue, assignment)
    if assignment.operator not in {"=", "+="} or is_date_shift(catalogue, assignment.field, [assignment]):
        return assignment
    texts = assignment.names if declared.list else (assignment.value,)
    meant = tuple(_meant(catalogue, declared, assignment, text) for text in texts)
    if assignment.operator == "+=" and not declared.list and (declared.type or declared.values):
        field = assignment.field
        raise UsageError(f"fields.yaml declares {field} as a single value, not a list; write {field}=VALUE")
    return assignment._replace(value=", ".join(meant))


def _meant(catalogue: Catalogue, declared: DeclaredField, assignment: Assignment, text: str) -> str:
    field = assignment.field
    try:
        meant = typed_value(declared, text, assignment.today)
        require_allowed(declared, field, meant)
    except UsageError as error:
        raise UsageError(f"{field}: {error}") from None
    return _track_id(catalogue, field, meant) if declared_type(declared) is TRACK else meant


def _track_id(catalogue: Catalogue, field: str, text: str) -> str:
    """The id of a track that *text* is, in any spelling; raises UnknownNameError if no track has it."""
    ids = _ids_by_key(catalogue)
    meant = ids.get(match_key(text), ())
    # A file that cannot be read may be the track.
    if text in meant or catalogue.unread:
        return text
    if len(meant) == 1:
        return meant[0]
    raise UnknownNameError(f"track for {field}", text, similar(text, ids, lambda key: ids[key][0]))


def _ids_by_key(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """The ids of all tracks, those that differ only in case and punctuation together."""
    if _IDS not in catalogue.known:
        ids: dict[str, list[str]] = {}
        for track in catalogue.tracks:
            ids.setdefault(match_key(track.id), []).append(track.id)
        catalogue.known[_IDS] = ids
    found: Mapping[str, Sequence[str]] = catalogue.known[_IDS]
    return found


_IDS = "ids of tracks by key"


def _with_date(catalogue: Catalogue, assignment: Assignment) -> Assignment:
    """*assignment* with a date for a date phrase, if its field holds dates without being declared."""
    is_text = isinstance(parse_scalar(assignment.value), str)
    if (
        assignment.operator != "="
        or assignment.today is None
        or not is_text
        or type_of(assignment.field) != "custom"
    ):
        return assignment
    is_phrase = not fits(DATE, parse_scalar(assignment.value))
    if is_phrase and _is_date_field(catalogue, assignment.field):
        from prodash.model.dates.phrases import parse_day

        with suppress(UsageError):
            return assignment._replace(value=parse_day(assignment.value, assignment.today).isoformat())
    return assignment


def why_not_allowed(catalogue: Catalogue, change: Change) -> str:
    """The reason why `fields.yaml` does not allow the new value of *change*; empty if it does."""
    if not isinstance(change, SetValue | RenameItems) or change.after in (None, "") or not change.has_effect:
        return ""
    declared = declaration_of(catalogue, change.field)
    if declared is None:
        return ""
    if isinstance(change.after, tuple) and not declared.list and (declared.type or declared.values):
        return f"fields.yaml declares {change.field} as a single value, not a list"
    return _why_not_items(declared, change.field, change.before, change.after)


def _why_not_items(declared: DeclaredField, field: str, before: Value, after: Value) -> str:
    """The reason why one of the items of *after*, which was not there *before*, is not allowed; empty if all are."""
    kept = {*map(as_text, items_of(before))}
    for item in items_of(after):
        if as_text(item) not in kept and not allows(declared, item):
            return f"{field} would be {as_text(item)!r}, but fields.yaml {rule_of(declared, as_text(item))}"
    return ""
