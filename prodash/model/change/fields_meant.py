"""Fields meant: the custom field that each name in a change means, however it is spelt, or a new one."""

from collections.abc import Iterable, Mapping

from prodash.errors import UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_PREFIX, TRACK_FIELDS, type_of
from prodash.model.change.assignment import Assignment
from prodash.model.change.new_keys import require_no_column, require_no_foreign_word
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.days import PARTS_OF_DATES
from prodash.model.names.names import field_key
from prodash.model.names.similar import similar_keys, slips_of
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan


def fields_meant(
    catalogue: Catalogue, assignments: Iterable[Assignment], *, new_field: bool = False
) -> Mapping[str, CustomField]:
    """The custom field that each of *assignments* means, by the name that is typed.

    Raises UsageError for two names of one field, and for a new field that prodash works out or that looks like another
    one, unless *new_field*; UnknownNameError if items are only removed from a field that no track has.
    """
    operators: dict[str, set[str]] = {}
    for assignment in assignments:
        if assignment.field not in TRACK_FIELDS:
            operators.setdefault(assignment.field, set()).add(assignment.operator)
    found: dict[str, CustomField] = {}
    typed: dict[str, str] = {}
    for name, given in operators.items():
        field = found[name] = _field_meant(catalogue, name, adds=given != {"-="}, new_field=new_field)
        if (other := typed.setdefault(field_key(field.full_name), name)) != name:
            raise UsageError(f"{other!r} and {name!r} are one field; write one of them")
    return found


def existing_field(catalogue: Catalogue, name: str) -> CustomField | None:
    """The custom field that *name* means, or the part that it would be of one that holds mappings; None for a new one."""
    return custom_fields_of(catalogue).find(name) or _part_of_mapping(catalogue, name)


def near_fields(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """The custom fields that the new *name* may be meant for, with a slip in it."""
    names = [
        *(one.id for one in catalogue.declared_fields),
        *(one.name for one in custom_fields_of(catalogue).all),
    ]
    by_key = {field_key(one): one for one in names}
    return tuple(by_key[key] for key in slips_of(field_key(name), by_key))


def new_fields_remark(catalogue: Catalogue, plan: ChangePlan) -> str:
    """Which custom fields *plan* adds to tracks although no track has had them; empty if tracks have no fields at all."""
    given = dict.fromkeys(
        change.field
        for change in plan.to_write
        if isinstance(change, SetValue) and type_of(change.field) == "custom" and change.after is not None
    )
    fields = custom_fields_of(catalogue)
    new = [field for field in given if fields.find(field) is None]
    return f"new field{'s' * (len(new) > 1)}: {', '.join(new)}" if new and [*fields] else ""


def _field_meant(catalogue: Catalogue, name: str, *, adds: bool, new_field: bool) -> CustomField:
    found = existing_field(catalogue, name)
    if found is None and not adds:
        from prodash.model.where.hints import unknown_field

        raise unknown_field(catalogue, name)
    if found is None:
        return _new_field(catalogue, name, new_field=new_field)
    if not found.path and name not in {*found.spellings, f"{CUSTOM_PREFIX}{found.name}"}:
        require_no_column(name)
    if found.path and found.path[-1].casefold() in PARTS_OF_DATES and not _has_mappings(catalogue, found):
        raise UsageError(f"{name} is a part of the date in {found.name}; write {found.name}=DATE")
    return found


def _part_of_mapping(catalogue: Catalogue, name: str) -> CustomField | None:
    """The part that *name* would be of a field that holds mappings, if there is such a field."""
    fields = custom_fields_of(catalogue)
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        found = fields.find(".".join(parts[:end]))
        if found and not found.path and all(parts[end:]):
            part = found._replace(path=tuple(parts[end:]))
            return part if _has_mappings(catalogue, part) else None
    return None


def _has_mappings(catalogue: Catalogue, part: CustomField) -> bool:
    """Whether a track has a mapping, or a list of them, in the field of *part*."""
    whole = part._replace(path=())
    return any(isinstance(item, Mapping) for track in catalogue.tracks for item in whole.items_in(track))


def _new_field(catalogue: Catalogue, name: str, *, new_field: bool) -> CustomField:
    """The field *name*, which no track has; raises UsageError if it is probably another one."""
    bare = name.removeprefix(CUSTOM_PREFIX)
    if not bare.strip():
        raise UsageError(f"{name!r} has no name of a field; write {CUSTOM_PREFIX}NAME=VALUE")
    if bare == "id":
        require_no_column(bare)
    if bare in TRACK_FIELDS:
        raise UsageError(f"{bare} is a field of prodash, not a custom one; write {bare}=VALUE")
    if bare == name:
        require_no_column(name)
        require_no_foreign_word(name)
    if not new_field:
        _require_no_slip(catalogue, bare)
    return CustomField(bare, (bare,))


def _require_no_slip(catalogue: Catalogue, name: str) -> None:
    """Raise UsageError if the new field *name* looks like another one with a slip in it, or like a part of one."""
    if near := similar_keys(name, TRACK_FIELDS):
        raise UsageError(f"unknown field {name!r}{hint(near)} To have both, add --new-field")
    fields = custom_fields_of(catalogue)
    if near := near_fields(catalogue, name):
        old = near[0]
        raise UsageError(
            f"no track has the field {name!r}, but there is {old!r}; write {old}=VALUE, "
            f"or add --new-field to have both"
        )
    above = name.rpartition(".")[0]
    if above and (field := fields.find(above)) and not field.path:
        raise UsageError(
            f"there is no {name!r}, because {field.name!r} is not a mapping; "
            f"write {field.name}=VALUE, or add --new-field for a field with a dot in its name"
        )
