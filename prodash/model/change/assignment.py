"""Assignments: changes to fields as users type them, such as `stage=mixing`, `due=` or `workflows+=artwork`."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.due import time_behind
from prodash.model.catalogue.fields import SINGLE_VALUE_FIELDS, TRACK_FIELDS, Type, type_of
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.characters import CONTROL_CHARACTERS, NOT_TEXT, has_any
from prodash.model.names.keywords import ANY, NEXT, NONE, PREVIOUS
from prodash.model.names.name_lists import split_names

_SYNTAX = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^=]*?))\s*([+:-]?=)(.*)', re.DOTALL)
_EXAMPLES: Mapping[Type, str] = {"date": "2w", "text": "TEXT"}
_NEIGHBOURS = frozenset({NEXT, PREVIOUS})
ReadLiteral = Callable[[str, str], Value]
"""Reads what stands after `:=`, given the field and the text; raises UsageError."""


class Assignment(NamedTuple):
    """One change to one field.

    operator  `=`, `+=` or `-=`
    value     the new text or comma-separated names; empty to clear the field; a date is in ISO 8601
              after `=`, and a length of time such as `2w` after `+=` and `-=`; a line of notes after `+=`
    today     the day from which a date phrase for a custom field counts; None if there are no such phrases
    literal   the value itself, if it was typed as YAML after `:=`
    """

    field: str
    operator: str
    value: str
    today: date | None = None
    literal: Value = None

    @property
    def names(self) -> tuple[str, ...]:
        """The comma-separated names in the value, or those of a list; raises UsageError if one of them is empty."""
        if isinstance(self.literal, tuple):
            return tuple(dict.fromkeys(map(as_text, self.literal)))
        return tuple(split_names([self.value]))

    @property
    def clears(self) -> bool:
        """Whether it removes the field."""
        return self.operator == "=" and not self.value and self.literal is None


def is_shift(assignment: Assignment) -> bool:
    """Whether the assignment shifts a date instead of setting it."""
    return assignment.operator != "=" and type_of(assignment.field) == "date"


def parse_assignments(
    words: Sequence[str], today: date, read_literal: ReadLiteral = lambda _, text: text
) -> tuple[Assignment, ...]:
    """The assignments in *words*, with date phrases relative to *today*; *read_literal* reads YAML.  Raises UsageError."""
    assignments = tuple(_parse_word(word, today, read_literal) for word in words)
    by_field = defaultdict(list)
    for assignment in assignments:
        by_field[assignment.field].append(assignment.operator)
    for field, operators in by_field.items():
        if len(operators) > 1 and "=" in operators:
            raise UsageError(f"{field} is given twice; write it once")
    return assignments


def _parse_word(word: str, today: date, read_literal: ReadLiteral) -> Assignment:
    field, operator, value = _parts_of(word)
    if not field:
        raise UsageError(f"{word!r} has no field name; write FIELD=VALUE, as in stage=mixing")
    _require_settable(field, word)
    if has_any(NOT_TEXT, value):
        raise UsageError(f"the value of {field} has characters that are not valid UTF-8; type it again")
    if operator == ":=":
        return _parse_literal(field, read_literal(field, value), today)
    if operator != "=":
        return Assignment(field, operator, _parse_operand(word, field, operator, value))
    parsed = Assignment(field, operator, _parse_value(field, value, today))
    return parsed if field in TRACK_FIELDS else parsed._replace(today=today)


def _parts_of(word: str) -> tuple[str, str, str]:
    """The field, the operator and the value in *word*; the field may be in quotes, as in a condition."""
    match = _SYNTAX.fullmatch(word)
    if match is None:
        return "", "", ""
    in_quotes, plain, operator, value = match.groups()
    return (in_quotes.replace('""', '"') if in_quotes else plain.strip()), operator, value.strip()


def _parse_literal(field: str, literal: Value, today: date) -> Assignment:
    """The assignment of the value *literal*; raises UsageError if the field cannot hold it."""
    if type_of(field) == "custom":
        return Assignment(field, "=", as_text(literal), literal=literal)
    if not isinstance(literal, tuple):
        return Assignment(field, "=", _parse_value(field, as_text(literal), today))
    if type_of(field) != "names":
        raise UsageError(f"{field} holds one value, not a list; write {field}=VALUE")
    if any(not as_text(name).strip() or as_text(name).casefold() in {NONE, ANY} for name in literal):
        raise UsageError(f"{field}:= has an item that is not a name; write {field}:=[NAME, NAME]")
    return Assignment(field, "=", as_text(literal), literal=literal)


def _parse_operand(word: str, field: str, operator: str, value: str) -> str:
    """The *value* after `+=` or `-=`; raises UsageError."""
    is_date = type_of(field) == "date"
    if type_of(field) == "text" and operator == "-=":
        raise UsageError(
            f"{field} is text, not a list; change it with 'prodash edit TRACK', or write {field}= to clear it"
        )
    if field in SINGLE_VALUE_FIELDS and not is_date and type_of(field) != "text":
        raise UsageError(f"{field} holds one value, not a list; write {field}=VALUE")
    if not value:
        example = _EXAMPLES.get(type_of(field), "NAME")
        raise UsageError(f"{word!r} has no value; write {field}{operator}{example}, or {field}= to clear it")
    if is_date:
        _require_length(field, operator, value)
    elif type_of(field) == "names" and value.casefold() in {NONE, ANY}:
        raise UsageError(f"{value!r} is not a name; write {field}= to clear {field}")
    return value


def _require_length(field: str, operator: str, value: str) -> None:
    from prodash.model.dates.phrases import parse_time_span

    try:
        parse_time_span(value)
    except UsageError as error:
        raise UsageError(f"{field}{operator} shifts the date: {error}, or {field}=DATE to set one") from None


def _require_settable(field: str, word: str) -> None:
    if field == "id":
        raise UsageError(
            "a track's id is its file name; write 'prodash rename TRACK NEW-ID', or for a new track --id ID"
        )
    if field in TRACK_FIELDS:
        return
    if has_any(CONTROL_CHARACTERS + NOT_TEXT, field):
        raise UsageError(f"{word!r} has a key with control characters; type it again")


def _parse_value(field: str, value: str, today: date) -> str:
    match type_of(field):
        case "stage":
            return _parse_stage(value)
        case "date":
            return _parse_date(field, value, today) if value and value.casefold() != NONE else ""
        case "line" if has_any(CONTROL_CHARACTERS, value):
            raise UsageError(f"a {field} must be one line without control characters; type it again")
        case "names" if value.casefold() == NONE:
            return ""
        case "names" if value.casefold() == ANY:
            raise UsageError(f"{value!r} is not a name; write {field}= to clear {field}")
    return value


def _parse_stage(value: str) -> str:
    if not value:
        raise UsageError("a track always has a stage; write stage=NAME, stage=next or stage=previous")
    return value.casefold() if value.casefold() in _NEIGHBOURS else value


def _parse_date(field: str, phrase: str, today: date) -> str:
    if time_behind(phrase):
        return phrase
    from prodash.model.dates.phrases import ACCEPTED_DATES, parse_day

    try:
        return parse_day(phrase, today, accepted=f"{ACCEPTED_DATES}; {field}= clears the date").isoformat()
    except UsageError as error:
        raise UsageError(f"{field}: {error}") from None
