"""Values: merge three versions of a value by field; lists merge as sets of names."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from prodash.model.merge.order import merge_order


class Single(NamedTuple):
    """One text; *kind* tells `120` from `"120"`, and is "null" for an empty value."""

    text: str
    kind: str = "str"


class Items(NamedTuple):
    """A list, but of one text: that is the same as the text alone."""

    items: "tuple[Value, ...]"


Value: TypeAlias = Single | Items | Mapping[str, "Value"]


class ConflictError(Exception):
    """Both sides changed a value, and not alike."""


def merge_values(base: Value | None, ours: Value | None, theirs: Value | None) -> Value | None:
    """What the changes from *base* to *ours* and to *theirs* come to; None is no value.  Raises ConflictError."""
    if theirs in (ours, base) or (_is_nothing(ours) and _is_nothing(theirs)):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _merge_fields(base if isinstance(base, Mapping) else {}, ours, theirs)
    if not any(isinstance(value, Items) for value in (base, ours, theirs)):
        raise ConflictError
    names = _names(base), _names(ours), _names(theirs)
    return items(merge_names(*names))


def merge_names(
    base: tuple[Single, ...], ours: tuple[Single, ...], theirs: tuple[Single, ...]
) -> tuple[Single, ...]:
    """The names of *ours* and *theirs*, without those of *base* that one of them removed; each once."""
    removed = {name for name in base if name not in ours or name not in theirs}
    return tuple(merge_order(base, ours, theirs, ({*ours} | {*theirs}) - removed))


def items(values: tuple[Value, ...]) -> Value:
    """The value of a list; a list of one text is that text."""
    if len(values) == 1 and isinstance(values[0], Single) and values[0].kind != "null":
        return values[0]
    return Items(values)


def _merge_fields(
    base: Mapping[str, Value], ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> Mapping[str, Value]:
    merged = {
        name: merge_values(base.get(name), ours.get(name), theirs.get(name))
        for name in dict.fromkeys((*ours, *theirs))
    }
    return {name: value for name, value in merged.items() if value is not None}


def _names(value: Value | None) -> tuple[Single, ...]:
    """The texts of a list; raises ConflictError if it is none, or has something else or a text twice."""
    if isinstance(value, Single):
        return () if value.kind == "null" else (value,)
    if not isinstance(value, Items):
        raise ConflictError
    names = tuple(item for item in value.items if isinstance(item, Single) and item.kind != "null")
    if len({*names}) < len(value.items):
        raise ConflictError
    return names


def _is_nothing(value: Value | None) -> bool:
    return value is None or (isinstance(value, Single) and value.kind == "null")
