"""Fixing keys: which keys of one thing are to be renamed, because they can mean one known key only."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping

from prodash.model.catalogue.colour import parse_colour
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import Field, OtherKey, Type
from prodash.model.catalogue.stage import StageKind
from prodash.model.catalogue.value import Value, as_text
from prodash.model.check.typos import typo_targets

KeyRenames = Mapping[str, OtherKey]
"""The keys that are to be renamed, by their new names."""

IsAcceptable = Callable[[str, tuple[str, ...]], bool]
"""Whether the texts that stand under a key mean something in the catalogue under the known key of that name."""


def find_key_renames(
    present: Container[str], other_keys: Iterable[OtherKey], known: Iterable[Field], is_acceptable: IsAcceptable
) -> KeyRenames:
    """Those of *other_keys* that are a slip for one *known* key, which is not *present*, and no two for the same.

    A value that the known key could not have is a sign that something else is meant.
    """
    types = {field.key: field.type for field in known}
    names = frozenset(types)
    candidates: dict[str, list[OtherKey]] = defaultdict(list)
    for key in other_keys:
        meant = typo_targets(key.text, names)
        if len(meant) == 1 and meant[0] not in present:
            candidates[meant[0]].append(key)
    alone = {new: keys[0] for new, keys in candidates.items() if len(keys) == 1}
    return {
        new: key
        for new, key in alone.items()
        if _fits_type(types[new], key.value) and is_acceptable(new, names_in(key.value))
    }


def names_in(value: Value) -> tuple[str, ...]:
    """The names in the value of a key that is to hold names."""
    listed = map(as_text, value if isinstance(value, tuple) else (value,))
    return tuple(text for text in listed if text.strip())


def _fits_type(kind: Type, value: Value) -> bool:
    if kind == "names" and isinstance(value, tuple):
        return all(map(_is_scalar, value))
    return _is_scalar(value) and (
        value is None or _FORMAT_TESTS.get(kind, _accept_any)(as_text(value).strip())
    )


def _is_scalar(value: Value) -> bool:
    return not isinstance(value, tuple | Mapping)


def _accept_any(_text: str) -> bool:
    return True


_FORMAT_TESTS: Mapping[Type, Callable[[str], bool]] = {
    "date": lambda text: parse_iso_date(text) is not None,
    "colour": lambda text: parse_colour(text) is not None,
    "stage kind": lambda text: text.casefold() in {*StageKind},
}
