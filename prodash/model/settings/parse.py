"""Parse: the texts of a settings file as filters and defaults, with what is wrong in them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from prodash.errors import hint
from prodash.model.names.ids import why_not_an_id
from prodash.model.names.names import match_key
from prodash.model.select.parse_words import split_words
from prodash.model.settings.keys import FILTERS, KEYS, Value
from prodash.model.settings.named_filters import NamedFilter, NamedFilters
from prodash.model.settings.settings import SettingsFile

Texts: TypeAlias = str | tuple[str, ...] | None
"""A text or a list of texts; None if it is something else."""

Tree: TypeAlias = Mapping[str, "Texts | Mapping[str, Texts]"]
"""The keys of a settings file, with texts; those below `filters` are a mapping."""

KeyPath: TypeAlias = tuple[str, ...]
"""The keys that lead to a value."""


class Fault(NamedTuple):
    """Something wrong at a place: the name of the ProblemKind, and the data of its message."""

    place: KeyPath
    kind: str
    data: Mapping[str, object]


def parse_settings(tree: Tree, file: str, *, stands_alone: bool) -> tuple[SettingsFile, list[Fault]]:
    """The settings in *tree*, the texts of the *file*, and what is wrong with them.

    With *stands_alone*, its filters may name only each other.
    """
    faults: list[Fault] = [*_unknown_keys(tree, file)]
    filters = tuple(_filters(tree, file, faults))
    values = {name: _value(tree, name, faults) for name in KEYS if name in tree}
    defaults = {name: value for name, value in values.items() if value is not None}
    if stands_alone:
        faults += _bad_filters(filters)
    return SettingsFile(file, filters, defaults), faults


def _unknown_keys(tree: Tree, file: str) -> Iterator[Fault]:
    known = (FILTERS, *KEYS)
    for key in tree:
        if key not in known:
            from prodash.model.names.similar import similar_keys

            near = similar_keys(key, frozenset(known))
            kind = "NEAR_KEY" if near else "UNKNOWN_KEY"
            data = {"key": repr(key), "where": file, "hint": hint(near, () if near else known)}
            yield Fault((key,), kind, data)


def _value(tree: Tree, name: str, faults: list[Fault]) -> Value | None:
    """The value of the default *name*; None, with a fault, if it is none that the key can have."""
    texts, key = tree[name], KEYS[name]
    value = key.read(texts) if isinstance(texts, str | tuple) else None
    if value is None:
        what = repr(texts) if isinstance(texts, str) else "no such value"
        faults.append(Fault((name,), "WRONG_TYPE", {"key": name, "what": what, "fix": key.fix}))
    return value


def _filters(tree: Tree, file: str, faults: list[Fault]) -> Iterator[NamedFilter]:
    below = tree.get(FILTERS, {})
    if not isinstance(below, Mapping):
        fix = "write 'filters:' and lines such as 'focus: --stage mixing' below it"
        faults.append(Fault((FILTERS,), "WRONG_TYPE", {"key": FILTERS, "what": "not a mapping", "fix": fix}))
        return
    names: dict[str, str] = {}
    for name, texts in below.items():
        words = split_words(texts) if isinstance(texts, str) else texts
        if why_not_an_id(name):
            faults.append(_bad_filter(name, "use letters, digits, - and _ in its name"))
        elif (other := names.setdefault(match_key(name), name)) != name:
            data = {"kind": "filter", "text": repr(name), "other": repr(other)}
            faults.append(Fault((FILTERS, name), "DUPLICATE_NAME", data))
        elif words is None:
            is_text = isinstance(texts, str)
            why = "its quotes do not close" if is_text else "write its options as one text or a list"
            faults.append(_bad_filter(name, why))
        else:
            yield NamedFilter(name, words, file)


def _bad_filter(name: str, why: str) -> Fault:
    return Fault((FILTERS, name), "BAD_FILTER", {"name": repr(name), "why": why})


def _bad_filters(filters: tuple[NamedFilter, ...]) -> Iterator[Fault]:
    known = NamedFilters(filters)
    for one in filters:
        if why := known.why_unusable(one):
            yield _bad_filter(one.name, why)
