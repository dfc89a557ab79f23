"""Fields: the keys of tracks and of entries (stages, workflows, projects, declared fields), with the type of each."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from prodash.model.catalogue.value import Value
from prodash.model.names.names import caseless

Type = Literal[
    "id",
    "line",
    "text",
    "date",
    "stage",
    "names",
    "project",
    "colour",
    "stage kind",
    "value type",
    "flag",
    "values",
    "custom",
]
"""The type of a key's value: it decides how the value is parsed, checked, read, written and completed."""

OTHER_KEYS = "*"
"""In a table or order of keys, the place of all keys that are not listed there."""


class Field(NamedTuple):
    """A key and its type; for entries, the `kinds` that have it and the `help` text of its option."""

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
"""The keys of a track, in the order of a new file; every other key is a custom field."""

_NAMED = ("stage", "workflow", "project")
_ALL = (*_NAMED, "field")

ENTRY_TABLE = (
    Field("id", "id"),
    Field("name", "line", _NAMED, "The name that people read."),
    Field("parent", "project", ("project",), "The project that contains it."),
    Field("emoji", "text", ("stage", "workflow"), "An emoji shown with the name."),
    Field("colour", "colour", _NAMED, "A name of CSS or of the palette, or a hex colour such as #64748b."),
    Field("due", "date", ("project",), "A due date such as 2026-12-01 or +2w."),
    Field("cover", "line", ("project",), "A picture beside the catalogue, for `report --covers`."),
    Field("type", "value type", ("field",), "What its values are, such as number, date or text."),
    Field("list", "flag", ("field",), "true if a track has a list of such values."),
    Field("values", "values", ("field",), "The values that are allowed."),
    Field("description", "text", _ALL, "What it stands for."),
    Field("category", "text", ("workflow",), "The group that it belongs to."),
    Field(
        "kind", "stage kind", ("stage",), "active, finished or archived; only active tracks can be overdue."
    ),
    Field(OTHER_KEYS, "custom"),
)
"""The keys of stages, workflows, projects and declared fields, in the order of a new entry; options set all but the id."""

TRACK_ORDER = tuple(field.key for field in TRACK_TABLE)
ENTRY_ORDER = tuple(field.key for field in ENTRY_TABLE)
"""The order of keys in a file: a new key goes after all those that precede it here."""

_TYPES = {field.key: field.type for field in TRACK_TABLE}
_ENTRY_TYPES = {field.key: field.type for field in ENTRY_TABLE}
_RANK = {key: number for number, key in enumerate(TRACK_ORDER)}

TRACK_FIELDS = frozenset(TRACK_ORDER) - {OTHER_KEYS}

LIST_FIELDS = frozenset(key for key in TRACK_FIELDS if _TYPES[key] == "names")
SINGLE_VALUE_FIELDS = TRACK_FIELDS - LIST_FIELDS
"""The fields with a list of names, and those with one value; a custom field may be either."""

TEXT_FIELDS = frozenset(key for key in TRACK_FIELDS if _TYPES[key] in {"line", "text"})
"""The text fields: quoted if another YAML reader would take the value for a number, boolean or date."""


DERIVED = {
    "stage_name": "stage",
    "due_from": "due",
    "due_when": "due",
    "days_left": "due",
    "urgency": "due",
}
"""The columns of tracks that follow from a field, each with the field."""

CUSTOM_GROUP = "custom"
"""The key of answers in JSON under which all custom fields of a track stand."""

CUSTOM_PREFIX = f"{CUSTOM_GROUP}."
"""The beginning of a name that means a custom field, whatever else is called so."""

SINCE, AGE, AGE_IS_LOWER_BOUND, MOVED = TIMES = ("since", "age", "age_is_lower_bound", "moved")
"""The columns of tracks that follow from their history."""

COLUMNS = ("id", "path", CUSTOM_GROUP, *DERIVED, *TIMES)
"""The columns of tracks that are no fields of their files; a custom field called so is `custom.NAME` in commands."""


def type_of(key: str) -> Type:
    """The type of a track's *key*."""
    return _TYPES.get(key, "custom")


def type_of_entry_key(key: str) -> Type:
    """The type of an entry's *key*."""
    return _ENTRY_TYPES.get(key, "custom")


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields that an entry of *kind* can have besides its id."""
    return tuple(field for field in ENTRY_TABLE if kind in field.kinds)


def in_track_order(keys: Iterable[str]) -> list[str]:
    """*keys* in the order of a new track's file; custom fields keep their given order."""
    return sorted(keys, key=lambda key: _RANK.get(key, _RANK[OTHER_KEYS]))


class OtherKey(NamedTuple):
    """A key that prodash does not know, with its position in the file and its value."""

    text: str
    line: int
    column: int
    value: Value


class DeclaredField(NamedTuple):
    """A custom field as `fields.yaml` has it.

    type         the name of the type of its values, or of the items of its lists; empty if the tracks decide
    list         whether a track has a list of such values
    values       the values that are allowed; empty if all are
    line, column the position of the entry in the file
    """

    id: str
    name: str
    type: str = ""
    list: bool = False
    values: tuple[str, ...] = ()
    description: str = ""
    line: int = 1
    column: int = 1
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()


STAGE_KEY = "stage"


class StageLine(NamedTuple):
    """The `key` of a track's file that names its stage, and a stage that messages can use as an example."""

    key: str = STAGE_KEY
    example: str = "mixing"

    def __str__(self) -> str:
        return f"{self.key}: {self.example}"

    def swapped(self, name: str) -> str:
        """The field that the key *name* of a file holds, or the other way round.

        The keys `stage` and `key` change places, so that every key is one field, and every field one key.
        """
        if name == self.key:
            return STAGE_KEY
        return self.key if name == STAGE_KEY else name

    def is_called(self, name: str) -> bool:
        """Whether *name*, in any case, is a key of its own that means the stage."""
        return self.key != STAGE_KEY and caseless(name) == caseless(self.key)

    def keys_of(self, fields: Iterable[str]) -> frozenset[str]:
        """The keys of a file in which *fields* are."""
        return frozenset(map(self.swapped, fields))


USUAL_LINE = StageLine()
"""The line in a catalogue that says nothing else."""
