"""Vocabularies: the bytes of `stages.yaml`, `workflows.yaml` and `projects.yaml` to their entries."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as PlainMapping
from datetime import date
from typing import Any, TypeVar

from prodash.errors import hint
from prodash.model.catalogue.colour import colour_for_position
from prodash.model.catalogue.fields import Type, fields_of
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.vocabulary import Entry
from prodash.model.catalogue.workflow import Workflow
from prodash.model.names.ids import why_not_an_id
from prodash.model.names.names import match_key, title_from_id
from prodash.model.names.similar import similar_keys
from prodash.storage.read.fields import Fields, describe
from prodash.storage.read.track import read_mapping
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T", bound=Entry)


def read_stages(path: str, data: bytes) -> tuple[tuple[Stage, ...] | None, tuple[Problem, ...]]:
    """The stages in *data*, in their order; None where the file gives no list."""
    return _read(path, data, "stage", _stage)


def read_workflows(path: str, data: bytes) -> tuple[tuple[Workflow, ...] | None, tuple[Problem, ...]]:
    """The workflows in *data*; None where the file gives no list."""
    return _read(path, data, "workflow", _workflow)


def read_projects(path: str, data: bytes) -> tuple[tuple[Project, ...] | None, tuple[Problem, ...]]:
    """The projects in *data*; None where the file gives no list."""
    return _read(path, data, "project", _project)


def _stage(identifier: str, name: str, position: int, fields: Fields) -> Stage:
    return Stage(**_values("stage", identifier, name, position, fields))


def _workflow(identifier: str, name: str, position: int, fields: Fields) -> Workflow:
    return Workflow(**_values("workflow", identifier, name, position, fields))


def _project(identifier: str, name: str, position: int, fields: Fields) -> Project:
    location = fields.location("parent")
    return Project(**_values("project", identifier, name, position, fields), location=location)


def _values(kind: str, identifier: str, name: str, position: int, fields: Fields) -> dict[str, Any]:
    """The fields of an entry's dataclass, read as the table says."""
    known = [field for field in fields_of(kind) if field.key != "name"]
    values = {field.key: _READERS.get(field.type, _text)(fields, field.key, position) for field in known}
    return {"id": identifier, "name": name, **values, "keys": fields.keys, "other_keys": fields.other_keys()}


def _text(fields: Fields, key: str, _position: int) -> str:
    return fields.text(key)


def _day(fields: Fields, key: str, _position: int) -> date | None:
    return fields.date(key)


def _colour(fields: Fields, key: str, position: int) -> str:
    return fields.colour(key, colour_for_position(position))


def _kind(fields: Fields, key: str, _position: int) -> StageKind:
    location = fields.location(key)
    text = fields.text(key)
    try:
        return StageKind(text.strip().casefold() or StageKind.ACTIVE)
    except ValueError:
        fields.problems.append(ProblemKind.BAD_KIND.at(location, text=repr(text)))
        return StageKind.ACTIVE


_READERS: PlainMapping[Type, Callable[[Fields, str, int], object]] = {
    "date": _day,
    "colour": _colour,
    "stage kind": _kind,
}


def _read(
    path: str, data: bytes, kind: str, make: Callable[[str, str, int, Fields], T]
) -> tuple[tuple[T, ...] | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    entries = _Entries(path, kind, problems)
    items = _items(path, data, f"{kind}s", problems)
    if items is None:
        return None, tuple(problems)
    things = []
    for position, item in enumerate(items):
        fields = entries.fields(item)
        if fields and (named := entries.id_and_name(fields)):
            things.append(make(*named, position, fields))
    return tuple(things), tuple(problems)


def _items(path: str, data: bytes, key: str, problems: list[Problem]) -> tuple[Node, ...] | None:
    """The items of the list under *key*, which must be there and for stages must not be empty."""
    fix = f"write '{key}:' and a list below it"
    mapping = read_mapping(path, data, fix, problems)
    if mapping is None:
        return None
    problems.extend(_odd_keys(path, mapping, key))
    found = [value for name, value in mapping.pairs if name.text == key]
    if len(found) > 1:
        return None
    top = found[0] if found else None
    if isinstance(top, Sequence) and (top.items or key != "stages"):
        return top.items
    empty = isinstance(top, Sequence) or (isinstance(top, Scalar) and top.is_null)
    what = "missing" if top is None else "empty" if empty else "not a list"
    location = Location(path, (top or mapping).line, (top or mapping).column)
    problems.append(ProblemKind.WRONG_TYPE.at(location, key=key, what=what, fix=fix))
    return None


def _odd_keys(path: str, mapping: Mapping, key: str) -> Iterator[Problem]:
    """What stands at the top of a file beside its list, where nobody reads it."""
    for name, _ in mapping.pairs:
        if name.text != key:
            location, data = Location(path, name.line, name.column), {"key": repr(name.text)}
            if near := similar_keys(name.text, frozenset({key})):
                yield ProblemKind.NEAR_KEY.at(location, hint=hint(near), **data)
            else:
                yield ProblemKind.UNKNOWN_KEY.at(location, where=path, hint=hint((), (key,)), **data)


class _Entries:
    """Takes the entries of one list one by one, and says which cannot be used."""

    def __init__(self, path: str, kind: str, problems: list[Problem]) -> None:
        self.path = path
        self.kind = kind
        self.problems = problems
        self.ids: set[str] = set()
        self.spellings: dict[str, str] = {}

    def fields(self, item: Node) -> Fields | None:
        """The fields of one entry; an id alone is short for `id: ...`."""
        if isinstance(item, Scalar) and not item.is_null:
            entry = (item._replace(text="id"), item)
            item = Mapping(
                (entry,), flow=False, start=item.start, end=item.end, line=item.line, column=item.column
            )
        if isinstance(item, Mapping):
            return Fields(item, self.path, self.problems)
        location = Location(self.path, item.line, item.column)
        fix = f"write an id, or 'id:' and more keys, for each {self.kind}"
        what = "empty" if isinstance(item, Scalar) else describe(item)
        self.problems.append(ProblemKind.WRONG_TYPE.at(location, key=f"one {self.kind}", what=what, fix=fix))
        return None

    def id_and_name(self, fields: Fields) -> tuple[str, str] | None:
        """The entry's id and name; None, with a problem, where the id cannot be used or is taken."""
        location = fields.location("id")
        identifier = fields.text("id").strip()
        if fault := why_not_an_id(identifier):
            self.problems.append(ProblemKind.BAD_ID.at(location, text=repr(identifier), kind=self.kind, fix=fault))
            return None
        name = fields.text("name").strip() or title_from_id(identifier)
        spellings = (match_key(identifier), match_key(name))
        if other := next((self.spellings[s] for s in spellings if s in self.spellings), None):
            data = {"kind": self.kind, "text": repr(identifier), "other": repr(other)}
            self.problems.append(ProblemKind.DUPLICATE_NAME.at(location, **data))
        for spelling in spellings:
            self.spellings.setdefault(spelling, identifier)
        if identifier in self.ids:
            return None
        self.ids.add(identifier)
        return identifier, name
