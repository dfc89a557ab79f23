"""Entries: a list of entries edited to what a merge comes to, where its lines do not tell the entries apart."""

from collections import abc

from prodash.model.merge.values import Items, Single, Value
from prodash.storage.edit.entries import with_entry, with_entry_field, with_entry_moved, without_entry
from prodash.storage.edit.verify import CannotEditError, NewValue

_Entries = dict[str, abc.Mapping[str, Value]]
"""The fields of entries by their ids, in order."""


def with_entries(text: str, key: str, old: _Entries, new: _Entries) -> str:
    """*text* with the *new* entries in the list under *key*, which has the *old* ones; raises CannotEditError."""
    order, before = [*old], ""
    for name in reversed(new):
        if name not in old:
            text = with_entry(text, key, _texts_of(new[name]), before)
        elif _next(order, name, new) != before:
            text = with_entry_moved(text, key, name, before)
            order.remove(name)
        if name not in order:
            order.insert(order.index(before) if before else len(order), name)
        before = name
    for name in old:
        if name not in new:
            text = without_entry(text, key, name)
            continue
        for field in dict.fromkeys((*old[name], *new[name])):
            if old[name].get(field) != new[name].get(field):
                text = with_entry_field(text, key, name, field, new_value(new[name].get(field)))
    return text


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
