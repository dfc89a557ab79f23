"""Parse the bytes of `stages.yaml`, `workflows.yaml`, `projects.yaml` and `fields.yaml`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from prodash.errors import hint
from prodash.model.catalogue.colour import colour_for_position
from prodash.model.catalogue.fields import DeclaredField, Type, fields_of
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.project import Project, with_inherited_colours
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.workflow import Workflow
from prodash.model.custom_fields.declared import LIST, TYPE_NAMES, why_not_a_field
from prodash.model.names.names import field_key
from prodash.model.names.similar import similar_keys
from prodash.storage.read.entry_list import Naming, read_entry_list
from prodash.storage.read.fields import FieldReader


def read_stages(path: str, data: bytes) -> tuple[tuple[Stage, ...] | None, tuple[Problem, ...]]:
    """The stages in *data*, in file order, and the problems; None for the stages if the file has no list."""
    return read_entry_list(path, data, "stage", _make_stage)


def read_workflows(path: str, data: bytes) -> tuple[tuple[Workflow, ...] | None, tuple[Problem, ...]]:
    """The workflows in *data* and the problems; None for the workflows if the file has no list."""
    return read_entry_list(path, data, "workflow", _make_workflow)


def read_projects(path: str, data: bytes) -> tuple[tuple[Project, ...] | None, tuple[Problem, ...]]:
    """The projects in *data* and the problems; None for the projects if the file has no list."""
    uncoloured: set[str] = set()

    def make(identifier: str, name: str, position: int, reader: FieldReader) -> Project:
        if reader.is_blank("colour"):
            uncoloured.add(identifier)
        return _make_project(identifier, name, position, reader)

    projects, problems = read_entry_list(path, data, "project", make)
    return projects and with_inherited_colours(projects, uncoloured), problems


def read_fields(path: str, data: bytes) -> tuple[tuple[DeclaredField, ...] | None, tuple[Problem, ...]]:
    """The declared fields in *data* and the problems; None for the fields if the file has no list."""
    return read_entry_list(path, data, "field", _make_field, _FIELD_NAMING)


_FIELD_NAMING = Naming(why_not_a_field, str, field_key, has_names=False)


def _make_stage(identifier: str, name: str, position: int, reader: FieldReader) -> Stage:
    return Stage(**_values_by_key("stage", identifier, name, position, reader))


def _make_workflow(identifier: str, name: str, position: int, reader: FieldReader) -> Workflow:
    return Workflow(**_values_by_key("workflow", identifier, name, position, reader))


def _make_project(identifier: str, name: str, position: int, reader: FieldReader) -> Project:
    location = reader.location("parent")
    return Project(**_values_by_key("project", identifier, name, position, reader), location=location)


def _make_field(identifier: str, name: str, position: int, reader: FieldReader) -> DeclaredField:
    _, line, column = reader.location("id")
    values = _values_by_key("field", identifier, name, position, reader)
    if values["type"] == LIST:
        values |= {"type": "", "list": True}
    return DeclaredField(**values, line=line, column=column)


def _values_by_key(
    kind: str, identifier: str, name: str, position: int, reader: FieldReader
) -> dict[str, Any]:
    """Arguments for the dataclass of an entry, each read as the type that the field table has for it."""
    fields = [field for field in fields_of(kind) if field.key != "name"]
    values = {
        field.key: _READERS_BY_TYPE.get(field.type, _read_text)(reader, field.key, position)
        for field in fields
    }
    return {"id": identifier, "name": name, **values, "keys": reader.keys, "other_keys": reader.other_keys()}


def _read_text(reader: FieldReader, key: str, _position: int) -> str:
    return reader.text(key)


def _read_date(reader: FieldReader, key: str, _position: int) -> date | None:
    return reader.date(key)


def _read_colour(reader: FieldReader, key: str, position: int) -> str:
    return reader.colour(key, colour_for_position(position))


def _read_stage_kind(reader: FieldReader, key: str, _position: int) -> StageKind:
    location = reader.location(key)
    text = reader.text(key)
    try:
        return StageKind(text.strip().casefold() or StageKind.ACTIVE)
    except ValueError:
        reader.problems.append(ProblemKind.BAD_KIND.at(location, text=repr(text)))
        return StageKind.ACTIVE


def _read_value_type(reader: FieldReader, key: str, _position: int) -> str:
    location = reader.location(key)
    text = reader.text(key)
    name = text.strip().casefold()
    if name in TYPE_NAMES or not name:
        return name
    near = hint(similar_keys(name, frozenset(TYPE_NAMES)))
    data = {"text": repr(text), "types": ", ".join(TYPE_NAMES[:-1]) + f" or {LIST}", "hint": near}
    reader.problems.append(ProblemKind.BAD_TYPE.at(location, **data))
    return ""


def _read_flag(reader: FieldReader, key: str, _position: int) -> bool:
    location, is_single_text = reader.location(key), reader.is_single_text(key)
    text = reader.text(key).strip().casefold()
    if text not in {"true", "false", ""} and is_single_text:
        fix = f"write '{key}: true' or '{key}: false'"
        reader.problems.append(ProblemKind.WRONG_TYPE.at(location, key=key, what=repr(text), fix=fix))
    return text == "true"


def _read_values(reader: FieldReader, key: str, _position: int) -> tuple[str, ...]:
    return tuple(mention.text for mention in reader.mentions(key))


_READERS_BY_TYPE: Mapping[Type, Callable[[FieldReader, str, int], object]] = {
    "date": _read_date,
    "colour": _read_colour,
    "stage kind": _read_stage_kind,
    "value type": _read_value_type,
    "flag": _read_flag,
    "values": _read_values,
}
