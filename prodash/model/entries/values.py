"""Entry values: what a user types for a stage, workflow or project, checked and as its file has it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from prodash.errors import RefusedError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import PALETTE, parse_colour
from prodash.model.catalogue.due import parse_due
from prodash.model.catalogue.fields import Type
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.catalogue.stage import StageKind
from prodash.model.names.ids import id_from_name, why_not_an_id
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar

_UNREADABLE = "it could not be read; see its problem"

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
            values[field.key] = _PARSERS.get(field.type, _text)(catalogue, text, today) if text else ""
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
    if error := why_not_an_id(identifier):
        raise UsageError(f"{name!r} gives no id for a {kind.name}; {error}")
    return identifier


def require_vocabulary(catalogue: Catalogue, kind: EntryKind) -> Any:
    """The vocabulary, where its file can be read or there is none; raises RefusedError."""
    vocabulary = kind.vocabulary_of(catalogue)
    if not vocabulary.is_declared and (kind is STAGE or file_has_problems(catalogue, kind)):
        raise RefusedError([(kind.path, _UNREADABLE)])
    return vocabulary


def file_has_problems(catalogue: Catalogue, kind: EntryKind) -> bool:
    """Whether the file of this kind has any."""
    return any(problem.location.path == kind.path for problem in catalogue.problems)


def require_unused_name(
    catalogue: Catalogue, kind: EntryKind, identifier: str, name: str, *, except_for: str | None = None
) -> None:
    """Raise RefusedError where another entry than *except_for* has the id or the name."""
    for entry in kind.vocabulary_of(catalogue).in_order:
        taken = {match_key(entry.id), match_key(entry.name)} & {match_key(identifier), match_key(name)}
        if taken and entry.id != except_for:
            command = f"'prodash {kind.plural} remove {except_for} --into {entry.id}'"
            merge = f"; {command} makes the two one" if except_for else ""
            reason = f"the {kind.name} {entry.id!r} has that id or name; choose another{merge}"
            raise RefusedError([(kind.path, reason)])


def _text(_catalogue: Catalogue, text: str, _today: date) -> str:
    if any(ord(character) < ord(" ") for character in text):
        raise UsageError(f"{text!r} holds control characters; type it again")
    return text


def _colour(_catalogue: Catalogue, text: str, _today: date) -> str:
    if parse_colour(text) is None:
        near = hint(similar(text, PALETTE)) or f"; there is {', '.join(PALETTE)}"
        raise UsageError(f"{text!r} is not a colour; write #64748b or a name from the palette{near}")
    return text


def _stage_kind(_catalogue: Catalogue, text: str, _today: date) -> str:
    if text.casefold() not in {*StageKind}:
        raise UsageError(f"{text!r} is not a kind of stage; write {', '.join(StageKind)}")
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
