"""Values: what the lines of one side of a conflict say, for people and scripts."""

from collections.abc import Mapping

from prodash.model.catalogue.value import Value, parse_scalar
from prodash.model.merge.values import Items, Single
from prodash.model.merge.values import Value as MergedValue
from prodash.storage.merge.place import VOCABULARIES
from prodash.storage.merge.read import UnmergeableError, read_value


def value_in(text: str, name: str, *, is_short: bool = True) -> Value:
    """The value of the field *name* in its lines; the lines themselves if they cannot be read as one.

    A list of stages, workflows or projects is that of their ids if it *is_short*.
    """
    if not text.strip():
        return None
    try:
        value = read_value(text)
    except UnmergeableError:
        return text
    # Without a value, as with only comments, the lines are all there is.
    return text if value == {} else _of_field(value, name, is_short=is_short)


def _of_field(value: MergedValue, name: str, *, is_short: bool) -> Value:
    """What *value*, read from the lines of the field *name*, says of that field."""
    if isinstance(value, Mapping) and [*value] == [name] and isinstance(value[name], Items):
        value = value[name]
    if is_short and isinstance(value, Items) and name in VOCABULARIES:
        return tuple(map(_id_of, value.items))
    if isinstance(value, Items) and len(value.items) == 1:
        value = value.items[0]
    if isinstance(value, Mapping) and len(value) == 1:
        key, inner = next(iter(value.items()))
        value = inner if f".{name}".endswith(f".{key}") else value
    return _plain(value)


def _id_of(entry: MergedValue) -> Value:
    """What names an entry, if it has an id."""
    named = entry.get("id") if isinstance(entry, Mapping) else None
    return _plain(named or entry)


def _plain(value: MergedValue) -> Value:
    if isinstance(value, Single):
        return "" if value.kind == "null" else value.text if value.kind == "str" else parse_scalar(value.text)
    if isinstance(value, Items):
        return tuple(map(_plain, value.items))
    return {key: _plain(inner) for key, inner in value.items()}
