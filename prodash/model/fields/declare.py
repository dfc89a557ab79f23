"""Declaring a custom field: the plans that write to `fields.yaml` what its values are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from prodash import shell
from prodash.errors import RefusedError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.value import parse_scalar
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import LIST, TYPE_NAMES, allows, rule_of
from prodash.model.entries.values import require_line, require_vocabulary
from prodash.model.fields.names import parse_field_name
from prodash.model.fields.occurrences import require_field
from prodash.model.names.name_lists import split_names
from prodash.model.names.names import field_key
from prodash.model.names.similar import similar_keys
from prodash.model.plan.change import Change, MoveEntry, SetValue
from prodash.model.plan.plan import ChangePlan

Declaration: TypeAlias = Mapping[str, str | tuple[str, ...] | None]
"""The new values of the keys of an entry, by key; None to remove one."""


def plan_add_field(
    catalogue: Catalogue, name: str, declaration: Declaration, *, new_field: bool = False
) -> ChangePlan:
    """The plan that adds the entry of a field to fields.yaml, which is made if it is not there.

    A field that tracks have is declared as they spell it.  Raises UsageError, and RefusedError if it is declared already,
    or if the file cannot be read.
    """
    vocabulary = require_vocabulary(catalogue, FIELD)
    name, field = parse_field_name(catalogue, name, new_field=new_field)
    identifier = name if field is None or name in field.spellings else field.full_name
    if entry := find_declared(catalogue, identifier):
        command = shell.command("prodash", "fields", "set", entry.id, "type=TYPE")
        raise RefusedError([(FIELD.path, f"it declares {entry.id!r} already; {command} changes that")])
    _require_agreement(DeclaredField(identifier, identifier), declaration)
    position = len(vocabulary.ids) + 1
    changes = [
        MoveEntry(FIELD.name, identifier, FIELD.path, None, position),
        SetValue(FIELD.name, identifier, FIELD.path, "id", None, identifier, identifier),
        *_value_changes(DeclaredField(identifier, identifier), declaration),
    ]
    new_files = frozenset() if vocabulary.is_declared else frozenset({FIELD.path})
    return ChangePlan(f"Declare field {identifier}", tuple(changes), new_files)


def plan_set_field(catalogue: Catalogue, name: str, words: Sequence[str]) -> ChangePlan:
    """The plan that changes values of the entry of a field in fields.yaml, as the assignments *words* say.

    Raises UsageError, UnknownNameError, and RefusedError if the file cannot be read.
    """
    require_vocabulary(catalogue, FIELD)
    field = require_field(catalogue, name)
    entry = find_declared(catalogue, field.full_name)
    if entry is None:
        command = shell.command("prodash", "fields", "add", field.full_name, "--type", "TYPE")
        raise UsageError(f"{FIELD.path} does not declare {field.full_name!r}; {command} does")
    declaration: dict[str, str | tuple[str, ...] | None] = {}
    for word in words:
        declaration |= _assigned(entry, declaration, word)
    _require_agreement(entry, declaration)
    return ChangePlan(f"Change field {entry.id}", tuple(_value_changes(entry, declaration)))


def find_declared(catalogue: Catalogue, name: str) -> DeclaredField | None:
    """The entry of fields.yaml for the field *name*, in any spelling."""
    key = field_key(name)
    return next((entry for entry in catalogue.declared_fields if field_key(entry.id) == key), None)


def parse_declaration(key: str, text: str) -> Declaration:
    """What *text* says for the *key* of an entry; an empty text removes the key.  Raises UsageError."""
    text = require_line(text.strip())
    if not text:
        return {key: None}
    if key == "type":
        return _parse_type(text)
    if key == "list":
        return {key: _parse_flag(text)}
    return {key: tuple(dict.fromkeys(split_names([text]))) if key == "values" else text}


def count_disagreeing(catalogue: Catalogue, plan: ChangePlan) -> int:
    """How many tracks have a value that the entry which *plan* adds or changes does not allow."""
    (subject,) = {change.id for change in plan.changes}
    field = custom_fields_of(catalogue).find(subject)
    if field is None:
        return 0
    entry = find_declared(catalogue, subject) or DeclaredField(subject, subject)
    declaration = {c.field: c.written for c in plan.changes if isinstance(c, SetValue) and c.field != "id"}
    declared = _with(entry, declaration)
    return sum(
        any(not allows(declared, item) for item in field.items_in(track)) for track in catalogue.tracks
    )


def _parse_type(text: str) -> Declaration:
    name = text.casefold()
    if name == LIST:
        return {"list": "true"}
    if name not in TYPE_NAMES:
        near = hint(similar_keys(name, frozenset(TYPE_NAMES))) or f"; choose from {', '.join(TYPE_NAMES)}"
        raise UsageError(f"{text!r} is not a type of values{near}")
    return {"type": name}


def _parse_flag(text: str) -> str | None:
    if text.casefold() not in {"true", "false"}:
        raise UsageError(f"list is true or false, not {text!r}")
    return "true" if text.casefold() == "true" else None


def _assigned(entry: DeclaredField, so_far: Declaration, word: str) -> Declaration:
    """What the assignment *word* changes, such as `type=number` or `values+=C major`."""
    left, sign, text = word.partition("=")
    key, operator = left.rstrip("+-").strip().casefold(), left[len(left.rstrip("+-")) :]
    if not sign or key not in FIELD.keys or len(operator) > 1:
        example = f"prodash fields set {entry.id} type=number"
        raise UsageError(
            f"{word!r} is not a change of a field; its keys are {', '.join(FIELD.keys)}, as in {example!r}"
        )
    if not operator:
        return parse_declaration(key, text)
    if key != "values":
        raise UsageError(f"{key} has one value; write {key}={text}")
    now = so_far.get("values", entry.values) or ()
    named = split_names([text])
    if operator == "+":
        return {"values": tuple(dict.fromkeys((*now, *named)))}
    return {"values": tuple(value for value in now if value not in named) or None}


def _value_changes(entry: DeclaredField, declaration: Declaration) -> Iterator[Change]:
    for key in FIELD.keys:
        if key in declaration:
            written = declaration[key]
            before = _in_file(entry, key)
            yield SetValue(FIELD.name, entry.id, FIELD.path, key, before, written, written)


def _in_file(entry: DeclaredField, key: str) -> str | tuple[str, ...] | None:
    if key not in entry.keys:
        return None
    value = getattr(entry, key)
    return str(value).lower() if isinstance(value, bool) else value


def _with(entry: DeclaredField, declaration: Declaration) -> DeclaredField:
    """*entry* after the change."""
    now = {key: declaration.get(key, _in_file(entry, key)) for key in ("type", "values")}
    return entry._replace(type=str(now["type"] or ""), values=tuple(now["values"] or ()))


def _require_agreement(entry: DeclaredField, declaration: Declaration) -> None:
    """Raise UsageError if the values that the entry will allow are not of the type that it will have."""
    after = _with(entry, declaration)
    without_values = after._replace(values=())
    for text in after.values:
        if not allows(without_values, parse_scalar(text)):
            raise UsageError(
                f"{text!r} cannot be a value of {entry.id}, which {rule_of(without_values, text)}"
            )
