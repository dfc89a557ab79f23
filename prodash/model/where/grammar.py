"""Grammar: a condition in its parts: a field, a sign and the values that it may have.

condition     = field | "!" field | field ("=" | "==" | "!=" | "~") alternatives | field ("<" | "<=" | ">" | ">=") value
alternatives  = nothing | value {"," value}
value         = text | '"' text '"'
"""

import re
from typing import NamedTuple

from prodash import shell
from prodash.errors import UsageError
from prodash.model.names.names import unquoted
from prodash.model.where.malformed import malformed

_FIELD = r'"(?:[^"]|"")+"|[^=!<>~"]+?'
_COMPARISON = re.compile(rf"\s*({_FIELD})\s*(==|!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_PRESENCE = re.compile(rf"\s*(!?)\s*({_FIELD})\s*", re.DOTALL)
_VALUE = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^",\s][^,]*?))\s*(,|\Z)', re.DOTALL)
_SIGN_STARTS = ("=", "<", ">", "~", "!")

PRESENT, ABSENT = "", "!"
"""The signs of the conditions that a track has a field, as in `isrc`, and that it does not, as in `!isrc`."""

_OF_NOTHING = {"=": ABSENT, "==": ABSENT, "!=": PRESENT}
"""What `isrc=` and `isrc!=` mean."""


class Wanted(NamedTuple):
    """A value as typed; one in quotes is never a range."""

    text: str
    is_quoted: bool = False

    @property
    def ends(self) -> tuple[str, str] | None:
        """Both ends of a range such as `100..125`, of which one may be empty; None for any other value."""
        start, dots, end = (part.strip() for part in self.text.partition(".."))
        return (start, end) if dots and not self.is_quoted and (start or end) else None


class Clause(NamedTuple):
    """A condition in its parts: `field`, `sign` and, as typed, the `value`."""

    field: str
    sign: str
    value: str = ""

    @property
    def text(self) -> str:
        """The condition as it is typed."""
        return f"!{self.field}" if self.sign == ABSENT else f"{self.field}{self.sign}{self.value}"

    @property
    def alternatives(self) -> tuple[Wanted, ...]:
        """The values between the commas, if any; raises UsageError if one is empty or a quote is not closed."""
        return split_values(self.value) if self.value else ()


def split_clause(text: str) -> Clause:
    """The parts of the condition *text*; raises UsageError if it is malformed."""
    if match := _COMPARISON.fullmatch(text):
        field, sign, value = match.groups()
        if value and not value.startswith(_SIGN_STARTS):
            return Clause(unquoted(field), sign.replace("==", "="), value)
        if not value and sign in _OF_NOTHING:
            return Clause(unquoted(field), _OF_NOTHING[sign])
    elif match := _PRESENCE.fullmatch(text):
        sign, field = match.groups()
        return Clause(unquoted(field), sign)
    raise malformed(text)


def split_values(text: str) -> tuple[Wanted, ...]:
    """The values in *text*, which has commas between them; raises UsageError."""
    values, position, comma = [], 0, ","
    while comma:
        match = _VALUE.match(text, position)
        if match is None:
            raise UsageError(f'--where: {text!r} is not a list of values; write A,B or "one, with a comma"')
        in_quotes, plain, comma = match.groups()
        values.append(
            Wanted(plain) if in_quotes is None else Wanted(in_quotes.replace('""', '"'), is_quoted=True)
        )
        position = match.end()
    return tuple(values)


def quoted(text: str) -> str:
    """*text* in quotes, so that its commas and dots mean nothing."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def field_as_typed(name: str) -> str:
    """The field *name* as it stands in a condition: in quotes if it has a sign."""
    return quoted(name) if set('=!<>~"') & set(name) else name


def is_comparison(text: str) -> bool:
    """Whether *text* compares a field with a value."""
    return _COMPARISON.fullmatch(text) is not None


def misplaced_condition(word: str) -> UsageError:
    """The error that *word* is a condition, typed where a track or a change belongs; it has the option to use."""
    return UsageError(
        f"{word!r} is a condition; to choose tracks by it, write {shell.join(['--where', word])}"
    )
