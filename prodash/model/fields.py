"""Fields: what prodash itself understands of a track; every other key is the user's own."""

from collections.abc import Iterable
from typing import NamedTuple

from prodash.model.value import Value

REST = "*"
"""Stands in an order of keys for all those that it does not name."""

TRACK_ORDER = ("title", "stage", "workflows", "projects", "due", REST, "notes")
"""Where a new key goes in a track's file: behind those that come before it here."""

TRACK_FIELDS = frozenset(TRACK_ORDER) - {REST}

LISTS = frozenset({"workflows", "projects"})
ONE_VALUE = TRACK_FIELDS - LISTS
"""The fields that hold a list of names and those that hold one value; an own key may be either."""

ENTRY_ORDER = ("id", "name", "parent", "emoji", "colour", "due", "description", "category", "kind", REST)
"""Where a new key goes in the entry of a stage, workflow or project."""

_RANK = {name: number for number, name in enumerate(TRACK_ORDER)}


def in_track_order(keys: Iterable[str]) -> list[str]:
    """*keys* as a new track's file has them, own ones in the order given."""
    return sorted(keys, key=lambda key: _RANK.get(key, _RANK[REST]))


class Key(NamedTuple):
    """A key that prodash does not know, where it stands, and its value."""

    text: str
    line: int
    column: int
    value: Value
