"""Fixing keys: which keys of one thing are to be renamed, because they can mean one known key only."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping

from prodash.model.catalogue.colour import parse_colour
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import Field, Key, Type
from prodash.model.catalogue.stage import Kind
from prodash.model.catalogue.value import Value, as_text
from prodash.model.check.typos import meant_keys

Renamed = Mapping[str, Key]
"""The keys that are to be renamed, by their new names."""

Means = Callable[[str, tuple[str, ...]], bool]
"""Whether the texts that stand under a key mean something in the catalogue under the known key of that name."""


def renamed_keys(
    present: Container[str], other_keys: Iterable[Key], known: Iterable[Field], means: Means
) -> Renamed:
    """Those of *other_keys* that are a slip for one *known* key, which is not *present*, and no two for the same.

    A value that the known key could not have is a sign that something else is meant.
    """
    types = {field.key: field.type for field in known}
    names = frozenset(types)
    found: dict[str, list[Key]] = defaultdict(list)
    for key in other_keys:
        meant = meant_keys(key.text, names)
        if len(meant) == 1 and meant[0] not in present:
            found[meant[0]].append(key)
    alone = {new: keys[0] for new, keys in found.items() if len(keys) == 1}
    return {
        new: key
        for new, key in alone.items()
        if _suits(types[new], key.value) and means(new, texts(key.value))
    }


def texts(value: Value) -> tuple[str, ...]:
    """The names in the value of a key that is to hold names."""
    listed = map(as_text, value if isinstance(value, tuple) else (value,))
    return tuple(text for text in listed if text.strip())


def _suits(kind: Type, value: Value) -> bool:
    if kind == "names" and isinstance(value, tuple):
        return all(map(_is_text, value))
    return _is_text(value) and (value is None or _FITS.get(kind, _any)(as_text(value).strip()))


def _is_text(value: Value) -> bool:
    return not isinstance(value, tuple | Mapping)


def _any(_text: str) -> bool:
    return True


_FITS: Mapping[Type, Callable[[str], bool]] = {
    "date": lambda text: parse_iso_date(text) is not None,
    "colour": lambda text: parse_colour(text) is not None,
    "stage kind": lambda text: text.casefold() in {*Kind},
}
