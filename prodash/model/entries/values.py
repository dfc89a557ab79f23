"""Entry values: the id, name and options that a user types for an entry, validated for its file."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from prodash import shell
from prodash.errors import RefusedError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import PALETTE, parse_colour, similar_colours
from prodash.model.catalogue.fields import Type
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.catalogue.problem import why_unread
from prodash.model.catalogue.stage import StageKind
from prodash.model.names.characters import CONTROL_CHARACTERS, NOT_TEXT
from prodash.model.names.ids import id_from_name, why_not_an_id
from prodash.model.names.keywords import NONE
from prodash.model.names.names import match_key

Options = Mapping[str, str]
"""The texts that the user typed for the keys of an entry."""


_CLEARED_BY_NONE = frozenset({"date", "project"})


def entry_values(catalogue: Catalogue, kind: EntryKind, options: Options, today: date) -> dict[str, str]:
    """The *options* as values for a file, in the order of its keys; an empty value clears the key.

    Raises UsageError, and UnknownNameError for an unknown parent.
    """
    values = {}
    for field in kind.fields:
        if field.key in options:
            text = options[field.key].strip()
            is_cleared = not text or (field.type in _CLEARED_BY_NONE and text.casefold() == NONE)
            values[field.key] = "" if is_cleared else _PARSERS.get(field.type, _text)(catalogue, text, today)
    if not values.get("name"):
        raise UsageError(f"a {kind.name} needs a name; write one")
    return values


def new_id(kind: EntryKind, name: str) -> str:
    """The id for an entry named *name*; raises UsageError if no valid id can be made from it."""
    identifier = id_from_name(name)
    if not name.strip():
        raise UsageError(f"a {kind.name} needs a name; write one")
    if not identifier:
        raise UsageError(
            f"no {kind.name} id can be made from {name!r}; write an id instead, and add {shell.join([f'--name={name}'])}"
        )
    if error := why_not_an_id(identifier):
        raise UsageError(f"no {kind.name} id can be made from {name!r}; {error}")
    return identifier


def require_vocabulary(catalogue: Catalogue, kind: EntryKind) -> Any:
    """The vocabulary of *kind*; raises RefusedError if its file exists and could not be read."""
    vocabulary = kind.vocabulary_of(catalogue)
    if not vocabulary.is_declared and (kind is STAGE or kind.is_unreadable_in(catalogue)):
        raise RefusedError([(kind.path, why_unread(catalogue.problems, kind.path))])
    return vocabulary


def require_unused_name(
    catalogue: Catalogue, kind: EntryKind, identifier: str, name: str, *, except_for: str | None = None
) -> None:
    """Raise RefusedError if an entry has this id or name; the entry with the id *except_for* may."""
    for entry in kind.vocabulary_of(catalogue).in_order:
        taken = {match_key(entry.id), match_key(entry.name)} & {match_key(identifier), match_key(name)}
        if taken and entry.id != except_for:
            merge = ""
            if except_for:
                command = shell.command("prodash", kind.plural, "remove", except_for, "--into", entry.id)
                merge = f"; to merge the two, run {command}"
            reason = f"the {kind.name} {entry.id!r} already has that id or name; choose another{merge}"
            raise RefusedError([(kind.path, reason)])


def require_line(text: str) -> str:
    """*text*; raises UsageError if it is not one line of text."""
    if re.search(f"[{CONTROL_CHARACTERS}]", text):
        raise UsageError(f"{text!r} has control characters; type it again")
    if re.search(f"[{NOT_TEXT}]", text):
        raise UsageError(f"{text!r} has characters that are not valid UTF-8; type it again")
    return text


def _text(_catalogue: Catalogue, text: str, _today: date) -> str:
    return require_line(text)


def _colour(_catalogue: Catalogue, text: str, _today: date) -> str:
    colour = parse_colour(text)
    if colour is None:
        near = hint(similar_colours(text)) or f": {', '.join(PALETTE)}"
        raise UsageError(f"{text!r} is not a colour; write #64748b, a name of CSS or of the palette{near}")
    # Without its sign, 123456 is a number for other programs.
    return f"#{text}" if f"#{text.lower()}" == colour else text


def _stage_kind(_catalogue: Catalogue, text: str, _today: date) -> str:
    if text.casefold() not in {*StageKind}:
        raise UsageError(f"{text!r} is not a kind of stage; choose from {', '.join(StageKind)}")
    return text.casefold()


def _project(catalogue: Catalogue, text: str, _today: date) -> str:
    return catalogue.projects.get(text).id


def _day(_catalogue: Catalogue, text: str, today: date) -> str:
    from prodash.model.dates.phrases import parse_day

    return parse_day(text, today).isoformat()


_PARSERS: Mapping[Type, Callable[[Catalogue, str, date], str]] = {
    "colour": _colour,
    "stage kind": _stage_kind,
    "project": _project,
    "date": _day,
}
