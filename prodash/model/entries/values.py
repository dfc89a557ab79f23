"""Entry values: what a user types for a stage, workflow or project, checked and as its file has it."""

from collections.abc import Callable, Mapping
from datetime import date

from prodash.errors import UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import PALETTE, parse_colour
from prodash.model.catalogue.due import parse_due
from prodash.model.catalogue.fields import Type
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.catalogue.stage import Kind
from prodash.model.names.ids import fault_of_id, id_from_name
from prodash.model.names.similar import similar

Options = Mapping[str, str]
"""What the user gave for the keys of an entry, as typed."""


def entry_values(catalogue: Catalogue, kind: EntryKind, options: Options, today: date) -> dict[str, str]:
    """The options in the order and the form in which a file has them; empty where one clears a key.

    Raises UsageError, UnknownNameError for a parent.
    """
    values = {}
    for field in kind.fields:
        if field.key in options:
            text = options[field.key].strip()
            values[field.key] = _PARSERS.get(field.type, _plain)(catalogue, text, today) if text else ""
    if not values.get("name"):
        raise UsageError(f"a {kind.name} needs a name; write one")
    return values


def new_id(kind: EntryKind, name: str) -> str:
    """The id that an entry named *name* gets; raises UsageError where that can be none."""
    identifier = id_from_name(name)
    if not name.strip():
        raise UsageError(f"a {kind.name} needs a name; write one")
    if not identifier:
        raise UsageError(f"{name!r} gives no id for a {kind.name}; write an id, and --name={name!r}")
    if fault := fault_of_id(identifier):
        raise UsageError(f"{name!r} gives no id for a {kind.name}; {fault}")
    return identifier


def _plain(_catalogue: Catalogue, text: str, _today: date) -> str:
    if any(ord(character) < ord(" ") for character in text):
        raise UsageError(f"{text!r} holds control characters; type it again")
    return text


def _colour(_catalogue: Catalogue, text: str, _today: date) -> str:
    if parse_colour(text) is None:
        near = hint(similar(text, PALETTE)) or f"; there is {', '.join(PALETTE)}"
        raise UsageError(f"{text!r} is not a colour; write #64748b or a name from the palette{near}")
    return text


def _stage_kind(_catalogue: Catalogue, text: str, _today: date) -> str:
    if text.casefold() not in {*Kind}:
        raise UsageError(f"{text!r} is not a kind of stage; write {', '.join(Kind)}")
    return text.casefold()


def _project(catalogue: Catalogue, text: str, _today: date) -> str:
    return catalogue.projects.get(text).id


def _day(_catalogue: Catalogue, text: str, today: date) -> str:
    return parse_due(text, today).isoformat()


_PARSERS: Mapping[Type, Callable[[Catalogue, str, date], str]] = {
    "colour": _colour,
    "stage kind": _stage_kind,
    "project": _project,
    "date": _day,
}
