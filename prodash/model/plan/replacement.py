"""Replacement: what `replace` puts in place of what, and how it finds it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.fields import DERIVED
from prodash.model.names.characters import NOT_TEXT, has_any
from prodash.model.names.name_lists import require_names, split_at_commas
from prodash.model.names.names import unquoted

DEFAULT_FIELDS = ("title", "notes")
SECONDS = 1.0
"""How long a regular expression may take for one text."""

_LITERALLY = "to take it literally, leave out --regex"
Substitute = Callable[[str], str]


class Replacement(NamedTuple):
    """A text, and what comes in its place in some fields.

    substitute   makes the new text of one value
    finds        whether there is something to replace in a text
    is_literal   whether `old` is no regular expression
    """

    old: str
    new: str
    fields: tuple[str, ...]
    substitute: Substitute
    finds: Callable[[str], bool]
    is_literal: bool

    def finds_in_other_case(self, text: str) -> bool:
        """Whether *text* would change if capitals and small letters were the same; never for a regular expression."""
        if not self.is_literal:
            return False
        substitute, _ = _literal(self.old, self.new, ignore_case=True)
        return substitute(text) != text


def parse_replacement(
    old: str, new: str, fields: Sequence[str], *, ignore_case: bool, is_regex: bool
) -> Replacement:
    """What the user wants to replace; raises UsageError for what cannot be replaced."""
    if not old:
        raise UsageError("the text to replace is empty; write it")
    if old == new and not (ignore_case or is_regex):
        raise UsageError(f"both texts are {old!r}, so nothing would change; write another one")
    if has_any(NOT_TEXT, old + new):
        raise UsageError("a text has characters that are not valid UTF-8; type it again")
    parts = [part.strip() for text in fields for part in split_at_commas(text)]
    require_names(parts, fields)
    names = tuple(dict.fromkeys(map(unquoted, parts))) or DEFAULT_FIELDS
    for name in names:
        require_text(name, DERIVED.get(name, name))
    make = _regex if is_regex else _literal
    substitute, finds = make(old, new, ignore_case=ignore_case)
    return Replacement(old, new, names, substitute, finds, is_literal=not is_regex)


_OTHER_COMMANDS: Mapping[str, str] = {
    "stage": "'prodash stages rename OLD NEW' gives a stage another name in every track",
    "workflows": "'prodash workflows rename OLD NEW' gives a workflow another name in every track",
    "projects": "'prodash projects rename OLD NEW' gives a project another name in every track",
    "due": "'prodash set due=DATE' or due+=2w changes a date",
    "id": "'prodash rename TRACK NEW-ID' changes an id",
    "path": "'prodash move TRACK FOLDER' changes a path",
}


def require_text(name: str, field: str) -> None:
    """Raise UsageError if *field*, which the user calls *name*, is no text, and another command changes it."""
    if command := _OTHER_COMMANDS.get(field):
        raise UsageError(f"{name} is not text; {command}")


def _literal(old: str, new: str, *, ignore_case: bool) -> tuple[Substitute, Callable[[str], bool]]:
    pattern = re.compile(re.escape(old), re.IGNORECASE if ignore_case else 0)
    return lambda text: pattern.sub(lambda _: new, text), lambda text: bool(pattern.search(text))


def _regex(old: str, new: str, *, ignore_case: bool) -> tuple[Substitute, Callable[[str], bool]]:
    import regex

    flags = regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0)
    try:
        pattern = regex.compile(old, flags)
        # A wrong reference to a group is found only when something is replaced; the line end is that of a comment.
        regex.compile(f"(?:{old}\n)|", flags).sub(new, "")
    except (RecursionError, MemoryError):
        raise UsageError("the expression has too many groups inside groups; write a shorter one") from None
    except (regex.error, IndexError, ValueError) as error:
        raise UsageError(f"the expression is wrong: {error}; {_LITERALLY}") from None

    def substitute(text: str) -> str:
        # Else `^` and `$` would match once more after the line end of the last line.
        lines = text.rstrip("\n")
        return pattern.sub(new, lines, timeout=SECONDS) + text[len(lines) :]

    return substitute, lambda text: bool(pattern.search(text.rstrip("\n")))
