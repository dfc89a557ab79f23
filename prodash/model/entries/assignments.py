"""Assignments to entries, as users type them: `colour=red`, `description=` or, for a project, `due+=2w`."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from prodash import shell
from prodash.errors import RefusedError, UsageError, hint
from prodash.model.catalogue.fields import type_of_entry_key
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.entries.values import Options
from prodash.model.names.similar import similar

_SYNTAX = re.compile(r"\s*([^=]*?)\s*([+-]?=)(.*)", re.DOTALL)
_OTHER_SPELLINGS = {"color": "colour"}


def split_id_and_changes(kind: EntryKind, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The word that names the entry, and the assignments, which contain `=`; raises UsageError."""
    changes = tuple(word for word in words if "=" in word)
    names = [word for word in words if "=" not in word]
    if len(names) != 1:
        named = " and ".join(map(repr, names)) or "none"
        raise UsageError(f"name one {kind.name}, and its changes as FIELD=VALUE; you named {named}")
    if not changes:
        example = f"prodash {kind.plural} set {names[0]} colour=teal"
        raise UsageError(f"name a change, as in {example!r}; to give it a new name, there is rename")
    return names[0], changes


def assigned_values(kind: EntryKind, entry: Any, words: Sequence[str]) -> Options:
    """The new texts for the keys of *entry* that the assignments *words* give; empty to remove a key.

    Raises UsageError, and RefusedError for a date to shift that is not there.
    """
    values: dict[str, str] = {}
    for word in words:
        key, operator, value = _parse(kind, entry, word)
        if key in values:
            raise UsageError(f"{key} is given twice; write it once")
        values[key] = value if operator == "=" else _shifted(kind, entry, operator, value)
    return values


def require_no_assignment(kind: EntryKind, entry: str, new: str) -> None:
    """Raise UsageError if *new*, the new name of *entry*, is an assignment to one of its keys."""
    match = _SYNTAX.fullmatch(new)
    key = match[1].casefold() if match else ""
    if _OTHER_SPELLINGS.get(key, key) in kind.keys:
        command = shell.command("prodash", kind.plural, "set", entry, new)
        raise UsageError(f"rename gives a new name; {command} changes a value, and --name gives any name")


def _parse(kind: EntryKind, entry: Any, word: str) -> tuple[str, str, str]:
    match = _SYNTAX.fullmatch(word)
    key, operator, value = match.groups() if match else ("", "", "")
    key = _OTHER_SPELLINGS.get(key.casefold(), key.casefold())
    if key == "id":
        raise UsageError(
            f"the id of a {kind.name} is made from its name; write 'prodash {kind.plural} rename {entry.id} NEW'"
        )
    if key not in kind.keys:
        raise UsageError(f"a {kind.name} has no {key!r}{hint(similar(key, kind.keys), kind.keys)}")
    if operator != "=" and type_of_entry_key(key) != "date":
        raise UsageError(f"{key} holds one value; write {key}=VALUE")
    return key, operator, value


def _shifted(kind: EntryKind, entry: Any, operator: str, length: str) -> str:
    """The due date of *entry*, so much later or earlier."""
    from prodash.model.dates.phrases import parse_time_span

    try:
        span = parse_time_span(length).times(1 if operator == "+=" else -1)
    except UsageError as error:
        raise UsageError(f"due{operator} shifts the date: {error}, or due=DATE to set one") from None
    due: date | None = entry.due
    if due is None:
        which = "that can be read" if "due" in entry.keys else "to shift"
        raise RefusedError([(kind.path, f"{entry.id!r} has no due date {which}; write due=DATE")])
    try:
        return span.after(due).isoformat()
    except OverflowError:
        raise RefusedError([(kind.path, f"the due date of {entry.id!r} cannot be shifted so far")]) from None
