"""Fields: one table of what prodash understands of a track, and one of stages, workflows and projects."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from prodash.model.catalogue.value import Value

Type = Literal["id", "line", "text", "date", "stage", "names", "project", "colour", "stage kind", "custom"]
"""What a key holds, which decides how it is typed, checked, read, written and completed."""

OTHER_KEYS = "*"
"""Stands in an order of keys for all those that it does not name."""


class Field(NamedTuple):
    """A key and what it holds; `kinds` of entries have it, `help` is what their option says of it."""

    key: str
    type: Type
    kinds: tuple[str, ...] = ()
    help: str = ""


TRACK_TABLE = (
    Field("title", "line"),
    Field("stage", "stage"),
    Field("workflows", "names"),
    Field("projects", "names"),
    Field("due", "date"),
    Field(OTHER_KEYS, "custom"),
    Field("notes", "text"),
)
"""The keys of a track in the order of a file; every other key is the user's own."""

_ALL = ("stage", "workflow", "project")

ENTRY_TABLE = (
    Field("id", "id"),
    Field("name", "line", _ALL, "What people read."),
    Field("parent", "project", ("project",), "The project that it is inside."),
    Field("emoji", "text", ("stage", "workflow"), "A sign that goes with it."),
    Field("colour", "colour", _ALL, "A name from the palette, or #64748b."),
    Field("due", "date", ("project",), "A date such as 2026-12-01 or +2w."),
    Field("description", "text", _ALL, "What it means."),
    Field("category", "text", ("workflow",), "The group of workflows that it belongs to."),
    Field("kind", "stage kind", ("stage",), "active, finished or archived."),
    Field(OTHER_KEYS, "custom"),
)
"""The keys of a stage, workflow or project in the order of a file; options set all but the id."""

TRACK_ORDER = tuple(field.key for field in TRACK_TABLE)
ENTRY_ORDER = tuple(field.key for field in ENTRY_TABLE)
"""Where a new key goes: behind those that come before it here."""

_TYPES = {field.key: field.type for field in TRACK_TABLE}
_RANK = {key: number for number, key in enumerate(TRACK_ORDER)}

TRACK_FIELDS = frozenset(TRACK_ORDER) - {OTHER_KEYS}

LIST_FIELDS = frozenset(key for key in TRACK_FIELDS if _TYPES[key] == "names")
SINGLE_VALUE_FIELDS = TRACK_FIELDS - LIST_FIELDS
"""The fields that hold a list of names and those that hold one value; an own key may be either."""

TEXT_FIELDS = frozenset(key for key in TRACK_FIELDS if _TYPES[key] in {"line", "text"})
"""The fields whose values are texts to every reader of YAML, in quotes where others take them for something else."""


def type_of(key: str) -> Type:
    """What *key* of a track holds."""
    return _TYPES.get(key, "custom")


def fields_of(kind: str) -> tuple[Field, ...]:
    """What a stage, workflow or project can have besides its id."""
    return tuple(field for field in ENTRY_TABLE if kind in field.kinds)


def in_track_order(keys: Iterable[str]) -> list[str]:
    """*keys* as a new track's file has them, own ones in the order given."""
    return sorted(keys, key=lambda key: _RANK.get(key, _RANK[OTHER_KEYS]))


class OtherKey(NamedTuple):
    """A key that prodash does not know, where it stands, and its value."""

    text: str
    line: int
    column: int
    value: Value
