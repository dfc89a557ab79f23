"""Field values: what completion offers for a custom field, as `fields.yaml` declares it or as tracks have it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prodash.completion.choices import DAY, LENGTH, TRACKS, Choices
from prodash.completion.request import Request
from prodash.model.names.names import field_key

_BY_TYPE: Mapping[str, Choices] = {"date": DAY, "track": TRACKS, "bool": Choices(("true", "false"))}
_OF_DATES: Mapping[str, Choices] = {"date": LENGTH}
"""The choices for shifting a date."""


def names_of_fields(request: Request) -> Iterable[str]:
    """The names of the fields that `fields.yaml` declares, and of those in a sample of the tracks."""
    if request.root is None:
        return []
    from prodash.storage.read.sample_keys import sampled_keys

    declared = [field["id"] for field in _declared(request)]
    known = {*map(field_key, declared)}
    seen = (key for key in sampled_keys(request.root, request.paths) if field_key(key) not in known)
    return sorted((*declared, *seen))


def assigned_values(request: Request, name: str, operator: str) -> Choices:
    """The choices for the value of the custom field *name* after *operator*: `=`, `+=` or `-=`."""
    declared = _declaration(request, name)
    is_list = bool(declared.get("list"))
    if operator != "=" and declared.get("type") in _OF_DATES and not is_list:
        return _OF_DATES[declared["type"]]
    choices = _choices(request, name, declared)
    return choices._replace(separators=(",",)) if is_list or operator != "=" else choices


def compared_values(request: Request, name: str) -> Choices:
    """The choices for a condition about the custom field *name*, of which several may be given."""
    return _choices(request, name, _declaration(request, name))._replace(separators=(",",))


def _choices(request: Request, name: str, declared: Mapping[str, Any]) -> Choices:
    if values := declared.get("values"):
        return Choices(tuple(filter(None, values)))
    if choices := _BY_TYPE.get(declared.get("type", "")):
        return choices
    if request.root is None:
        return Choices()
    from prodash.storage.read.sample_keys import sampled_values

    return Choices(tuple(sampled_values(request.root, request.paths, _is_named(name))))


def _is_named(name: str) -> Callable[[str], bool]:
    wanted = field_key(name)
    return lambda key: field_key(key) == wanted


def _declaration(request: Request, name: str) -> Mapping[str, Any]:
    """What `fields.yaml` declares of the field *name*; empty if that is nothing."""
    is_named = _is_named(name)
    return next((field for field in _declared(request) if is_named(field["id"])), {})


def _declared(request: Request) -> Iterable[Mapping[str, Any]]:
    from prodash.storage.disk.locate import FIELDS

    if request.root is None or not (request.root / FIELDS).is_file():
        return ()
    from prodash.storage.disk.secret_file import SecretFile
    from prodash.storage.read.entry_names import entry_values

    secret_file = SecretFile(request.environment.state_folder, request.root)
    return entry_values(request.root, FIELDS, secret_file if request.options.use_index else None)
