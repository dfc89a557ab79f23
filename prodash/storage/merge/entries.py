"""Entries: the steps from a list of entries to the merged one, where its lines do not tell the entries apart."""

from collections import abc
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from prodash.model.merge.values import Items, Single, Value
from prodash.storage.edit.entries import with_entry, with_entry_field, with_entry_moved, without_entry
from prodash.storage.edit.verify import CannotEditError, NewValue

Step: TypeAlias = Callable[[str], str]
"""One edit of a text; raises CannotEditError."""

_Entries = dict[str, abc.Mapping[str, Value]]
"""The fields of entries by their ids, in order."""


def entry_steps(key: str, old: _Entries, new: _Entries) -> Iterator[Step]:
    """What makes of the *old* entries in the list under *key* the *new* ones, from the last one on; raises CannotEditError."""
    order, before = [*old], ""
    for name in reversed(new):
        if name not in old:
            yield partial(with_entry, key=key, fields=_texts_of(new[name]), before=before)
        elif _next(order, name, new) != before:
            yield partial(with_entry_moved, key=key, identifier=name, before=before)
            order.remove(name)
        if name not in order:
            order.insert(order.index(before) if before else len(order), name)
        before = name
    for name, fields in old.items():
        if name not in new:
            yield partial(without_entry, key=key, identifier=name)
            continue
        for field in dict.fromkeys((*fields, *new[name])):
            if fields.get(field) != new[name].get(field):
                value = new_value(new[name].get(field))
                yield partial(with_entry_field, key=key, identifier=name, field=field, new_value=value)


def new_value(value: Value | None) -> NewValue:
    """*value* as `set_value` takes it; raises CannotEditError if it holds other lists or mappings."""
    if value is None:
        return None
    singles = [
        item for item in (value.items if isinstance(value, Items) else (value,)) if isinstance(item, Single)
    ]
    texts = tuple(single.text for single in singles if single.kind != "null")
    if isinstance(value, Single) and texts:
        return texts[0]
    if not isinstance(value, Items) or len(texts) < len(value.items):
        raise CannotEditError
    return texts


def _next(order: list[str], name: str, new: _Entries) -> str:
    """The name behind *name* among those that stay; empty at the end."""
    return next((other for other in order[order.index(name) + 1 :] if other in new), "")


def _texts_of(fields: abc.Mapping[str, Value]) -> dict[str, str]:
    texts = {name: new_value(value) for name, value in fields.items()}
    singles = {name: text for name, text in texts.items() if isinstance(text, str)}
    if len(singles) < len(texts):
        raise CannotEditError
    return singles
