"""Fixes of keys: the misspelt keys of one track or entry that can only mean one known key."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping

from prodash.model.catalogue.colour import parse_colour
from prodash.model.catalogue.due import day_in
from prodash.model.catalogue.fields import Field, OtherKey, Type
from prodash.model.catalogue.stage import StageKind
from prodash.model.catalogue.value import Value, as_text
from prodash.model.check.typos import typo_targets

KeyRenames = Mapping[str, OtherKey]
"""The keys to rename, by their new name."""

IsAcceptable = Callable[[str, tuple[str, ...]], bool]
"""Whether a known key may have these texts as its value in this catalogue."""


def find_key_renames(
    present: Container[str],
    other_keys: Iterable[OtherKey],
    known: Iterable[Field],
    is_acceptable: IsAcceptable,
) -> KeyRenames:
    """The renames of the *other_keys* that are a typo of exactly one *known* key.

    A key stays if the known key is already *present*, or if two keys are typos of one known key.  It also
    stays if its value does not suit the known key, because then the user probably meant something else.
    """
    types = {field.key: field.type for field in known}
    names = frozenset(types)
    candidates: dict[str, list[OtherKey]] = defaultdict(list)
    for key in other_keys:
        meant = typo_targets(key.text, names)
        if len(meant) == 1 and meant[0] not in present:
            candidates[meant[0]].append(key)
    unique = {new: keys[0] for new, keys in candidates.items() if len(keys) == 1}
    return {
        new: key
        for new, key in unique.items()
        if _fits_type(types[new], key.value) and is_acceptable(new, names_in(key.value))
    }


def names_in(value: Value) -> tuple[str, ...]:
    """The non-empty texts in *value*, a single value or a list."""
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
    "date": lambda text: day_in(text) is not None,
    "colour": lambda text: parse_colour(text) is not None,
    "stage kind": lambda text: text.casefold() in {*StageKind},
}
