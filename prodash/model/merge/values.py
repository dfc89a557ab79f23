"""Values: merge three versions of a value by field; lists merge as sets of names, or entry by entry."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from prodash.model.merge.order import merge_order


class Single(NamedTuple):
    """One text; *kind* tells `120` from `"120"`, and is "null" for an empty value."""

    text: str
    kind: str = "str"


class Items(NamedTuple):
    """A list."""

    items: "tuple[Value, ...]"


Value: TypeAlias = Single | Items | Mapping[str, "Value"]

_NULL = Single("", "null")


class ConflictError(Exception):
    """Both sides changed a value, and not alike."""


class FieldConflictError(ConflictError):
    """Both sides changed a field that a merge of lines must not settle, such as one that only one of them removed."""


def alike(one: Value | None, other: Value | None) -> bool:
    """Whether two values are the same; a list of one text is that text."""
    return one == other or _normal(one) == _normal(other)


def merge_values(base: Value | None, ours: Value | None, theirs: Value | None) -> Value | None:
    """*base* with the changes to *ours* and those to *theirs*; None stands for no value.  Raises ConflictError."""
    if alike(ours, theirs) or alike(theirs, base):
        return ours
    if alike(ours, base):
        return theirs
    if ours in _NOTHING and theirs in _NOTHING:
        return ours
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _merge_fields(base if isinstance(base, Mapping) else {}, ours, theirs)
    if ours is None or theirs is None:
        raise FieldConflictError
    if not any(isinstance(value, Items) for value in (base, ours, theirs)):
        raise ConflictError
    if any(map(has_entries, (base, ours, theirs))):
        return _merge_entries(entries_by_id(base), entries_by_id(ours), entries_by_id(theirs))
    return Items(merge_names(_names(base), _names(ours), _names(theirs)))


_NOTHING = (None, _NULL)


def merge_names(
    base: tuple[Single, ...], ours: tuple[Single, ...], theirs: tuple[Single, ...]
) -> tuple[Single, ...]:
    """The names of *ours* and *theirs*, without those of *base* that one of them removed; each once."""
    removed = {*base} - ({*ours} & {*theirs})
    return tuple(merge_order(base, ours, theirs, ({*ours} | {*theirs}) - removed))


def _merge_fields(
    base: Mapping[str, Value], ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> Mapping[str, Value]:
    merged = {
        name: merge_values(base.get(name), ours.get(name), theirs.get(name))
        for name in dict.fromkeys((*ours, *theirs))
    }
    return {name: value for name, value in merged.items() if value is not None}


def has_entries(value: Value | None) -> bool:
    """Whether *value* is a list with something else than texts, such as stages with their names."""
    return isinstance(value, Items) and any(isinstance(item, Mapping) for item in value.items)


def entries_by_id(value: Value | None) -> dict[str, Mapping[str, Value]]:
    """The entries of a list by their ids, in order; raises ConflictError if it has others, or an id twice."""
    if value in _NOTHING:
        return {}
    items = value.items if isinstance(value, Items) else ()
    entries = [item if isinstance(item, Mapping) else {"id": item} for item in items]
    ids = [entry.get("id") for entry in entries]
    by_id = {
        one.text.strip(): entry
        for one, entry in zip(ids, entries, strict=True)
        if isinstance(one, Single) and one != _NULL
    }
    if not isinstance(value, Items) or len(by_id) < len(items):
        raise ConflictError
    return by_id


def _merge_entries(
    base: Mapping[str, Value], ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> Value:
    try:
        merged = _merge_fields(base, ours, theirs)
    except ConflictError:
        raise FieldConflictError from None
    return Items(tuple(merged[name] for name in merge_order([*base], [*ours], [*theirs], merged.keys())))


def _names(value: Value | None) -> tuple[Single, ...]:
    """The texts of a list; raises ConflictError if it is none, or has something else or a text twice."""
    if value in _NOTHING:
        return ()
    if isinstance(value, Single):
        return (value,)
    if not isinstance(value, Items):
        raise ConflictError
    names = tuple(item for item in value.items if isinstance(item, Single) and item != _NULL)
    if len({*names}) < len(value.items):
        raise ConflictError
    return names


def _normal(value: Value | None) -> Value | None:
    """*value* with single texts for lists of one, and for entries that are only an id."""
    if isinstance(value, Items):
        normal_items = (item for item in map(_normal, value.items) if item is not None)
        items = tuple(
            item["id"] if isinstance(item, Mapping) and item.keys() == {"id"} else item
            for item in normal_items
        )
        return items[0] if len(items) == 1 and isinstance(items[0], Single) else Items(items)
    if isinstance(value, Mapping):
        return {key: normal for key, item in value.items() if (normal := _normal(item)) is not None}
    return value
