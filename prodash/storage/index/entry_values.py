"""Entries plain: stages, workflows and projects as plain values, and back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from prodash.model.catalogue.fields import ENTRY_TABLE, Key, Type
from prodash.model.catalogue.problem import Place, Problem
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Kind, Stage
from prodash.model.catalogue.value import from_json
from prodash.model.catalogue.workflow import Workflow
from prodash.storage.disk.locate import PROJECTS, STAGES, WORKFLOWS
from prodash.storage.index.entry_rows import EntriesRow
from prodash.storage.index.status import Status
from prodash.storage.index.track_rows import problem_of, problem_row

Entries: TypeAlias = tuple[tuple[Any, ...] | None, tuple[Problem, ...]]
"""What a file gave: its stages, workflows or projects, or None where it gives no list, and its problems."""

_MADE: Mapping[str, Callable[..., object]] = {STAGES: Stage, WORKFLOWS: Workflow, PROJECTS: Project}
_OF_TYPE: Mapping[Type, Callable[[Any], object]] = {
    "stage kind": Kind,
    "date": lambda day: date.fromisoformat(day) if day else None,
}
_BACK: Mapping[str, Callable[[Any], object]] = {
    **{field.key: _OF_TYPE[field.type] for field in ENTRY_TABLE if field.type in _OF_TYPE},
    "place": lambda place: Place(*place),
    "keys": frozenset,
    "other_keys": lambda keys: tuple(Key(t, line, column, from_json(v)) for t, line, column, v in keys),
}
"""What makes the value of a field from what JSON has of it; the others are texts."""


def row_of(path: str, status: Status, digest: str, entries: Entries) -> EntriesRow:
    """The row that remembers what reading a file gave."""
    things, problems = entries
    plain = None if things is None else [_plain(thing) for thing in things]
    return EntriesRow(path, status, digest, plain, [problem_row(problem) for problem in problems])


def entries_of(row: EntriesRow) -> Entries:
    """What *row* remembers; raises one of MALFORMED for what no row has."""
    make = _MADE[row.path]
    things = None if row.things is None else tuple(_thing(make, thing) for thing in row.things)
    return things, tuple(problem_of(row.path, problem) for problem in row.problems)


def _plain(thing: Any) -> dict[str, Any]:
    row = {name: str(value) if isinstance(value, date) else value for name, value in thing._asdict().items()}
    return {**row, "keys": sorted(row["keys"])}


def _thing(make: Callable[..., object], row: Mapping[str, Any]) -> object:
    return make(**{name: _BACK[name](value) if name in _BACK else value + "" for name, value in row.items()})
