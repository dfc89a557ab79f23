"""Convert stages, workflows, projects and declared fields to index rows and back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from prodash.model.catalogue.fields import ENTRY_TABLE, DeclaredField, OtherKey, Type
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.value import value_from_json
from prodash.model.catalogue.workflow import Workflow
from prodash.storage.disk.locate import FIELDS, PROJECTS, STAGES, WORKFLOWS
from prodash.storage.index.entry_rows import EntriesRow
from prodash.storage.index.problem_rows import problem_of, problem_row
from prodash.storage.index.status import Status

EntriesReading: TypeAlias = tuple[tuple[Any, ...] | None, tuple[Problem, ...]]
"""The result of reading a file: its entries (None if it has no list), and its problems."""

_CLASSES: Mapping[str, Callable[..., object]] = {
    STAGES: Stage,
    WORKFLOWS: Workflow,
    PROJECTS: Project,
    FIELDS: DeclaredField,
}
_DECODERS_BY_TYPE: Mapping[Type, Callable[[Any], object]] = {
    "stage kind": StageKind,
    "date": lambda day: date.fromisoformat(day) if day else None,
    "flag": bool,
    "values": lambda values: tuple(value + "" for value in values),
}
_DECODERS: Mapping[str, Callable[[Any], object]] = {
    **{field.key: _DECODERS_BY_TYPE[field.type] for field in ENTRY_TABLE if field.type in _DECODERS_BY_TYPE},
    "location": lambda location: Location(*location),
    "line": int,
    "column": int,
    "keys": frozenset,
    "other_keys": lambda keys: tuple(
        OtherKey(t, line, column, value_from_json(v)) for t, line, column, v in keys
    ),
}
"""The function that decodes the JSON of a field, by the name of the field; all other fields are texts."""


def row_of(path: str, status: Status, digest: str, reading: EntriesReading) -> EntriesRow:
    """The index row of a file, from the result of reading it."""
    entries, problems = reading
    plain = None if entries is None else [_entry_to_json(entry) for entry in entries]
    return EntriesRow(path, status, digest, plain, [problem_row(problem) for problem in problems])


def entries_of(row: EntriesRow) -> EntriesReading:
    """The result of reading the file, from its index *row*.  Raises one of MALFORMED for a damaged row."""
    make = _CLASSES[row.path]
    entries = None if row.entries is None else tuple(_entry_from_json(make, entry) for entry in row.entries)
    return entries, tuple(problem_of(row.path, problem) for problem in row.problems)


def _entry_to_json(entry: Any) -> dict[str, Any]:
    row = {name: str(value) if isinstance(value, date) else value for name, value in entry._asdict().items()}
    return {**row, "keys": sorted(row["keys"])}


def _entry_from_json(make: Callable[..., object], row: Mapping[str, Any]) -> object:
    # `+ ""` raises TypeError for any value that is not a text.
    return make(
        **{name: _DECODERS[name](value) if name in _DECODERS else value + "" for name, value in row.items()}
    )
