"""Simple lines: read a settings file of them without a YAML parser, whose import takes longer than all else.

# what everybody looks at first
filters:
  focus: --stage mixing --due month
  late: "--due overdue"
columns: [title, stage, due]
sort:
  - due
limit: 20
"""

from prodash.model.names.keywords import NULLS
from prodash.model.settings.keys import FILTERS
from prodash.model.settings.parse import Texts

_NOT_PLAIN = frozenset(":#\"'[]{}&*!|%@`\\")
_MOST_DASHES = 2
"""Those before an option; `- ` begins an item, and three begin a document."""

_IN_NAMES = frozenset("_.- ")

_Line = tuple[int, str, "Texts"]
"""The indentation, the key (empty for an item of a list) and the value (None if there is none) of a line."""


class _NotSimpleError(Exception):
    """A line is not simple."""


def simple_tree(text: str) -> "dict[str, Texts | dict[str, Texts]] | None":
    """The texts in *text* by their keys; None if any line is not simple."""
    try:
        lines = [_line(line) for line in text.replace("\r\n", "\n").split("\n") if not _is_blank(line)]
        return _tree(lines)
    except _NotSimpleError:
        return None


def _is_blank(line: str) -> bool:
    """Whether *line* has no value; an indented comment is simple only if nobody can take it for one."""
    body = line.lstrip(" ")
    return not body or (body[0] == "#" and line.isprintable() and (body == line or _is_note(body[1:])))


def _is_note(text: str) -> bool:
    """Whether *text* behind a `#` is a comment for sure: a blank and a letter."""
    return text[:1] == " " and text[1:2].isalpha()


def _line(line: str) -> "_Line":
    body = line.lstrip(" ")
    rest, mark, note = body.partition(" #")
    rest = rest.rstrip(" ")
    _require(line.isprintable() and (not mark or _is_note(note)))
    if rest.startswith("- "):
        return len(line) - len(body), "", _value(rest[1:].strip(" "))
    key, colon, value = rest.partition(":")
    _require(bool(colon) and _is_name(key) and value[:1] in {"", " "})
    return len(line) - len(body), key, _value(value.strip(" ")) if value else None


def _value(text: str) -> "Texts":
    if text[:1] in {'"', "'"}:
        inner = text[1:-1]
        _require(len(text) > 1 and text[-1] == text[0] and text[0] not in inner and "\\" not in inner)
        return inner
    if text[:1] == "[":
        items = tuple(text[1:-1].split(", "))
        _require(text[-1] == "]" and all(_is_plain(item) and "," not in item for item in items))
        return items
    _require(_is_plain(text))
    return text


def _is_plain(text: str) -> bool:
    """Whether YAML reads *text* as it stands."""
    dashes = len(text) - len(text.lstrip("-"))
    is_word = dashes <= _MOST_DASHES and text[dashes : dashes + 1].isalnum()
    return is_word and _NOT_PLAIN.isdisjoint(text) and text not in NULLS


def _is_name(text: str) -> bool:
    ends = text[:1].isalnum() and text[-1:] != " "
    return ends and all(sign.isalnum() or sign in _IN_NAMES for sign in text)


def _require(is_simple: bool) -> None:
    if not is_simple:
        raise _NotSimpleError


def _tree(lines: "list[_Line]") -> "dict[str, Texts | dict[str, Texts]]":
    tree: dict[str, Texts | dict[str, Texts]] = {}
    while lines:
        indent, key, value = lines.pop(0)
        below = []
        while lines and (lines[0][0] or not lines[0][1]):
            below.append(lines.pop(0))
        _require(not indent and bool(key) and key not in tree and (value is None) == bool(below))
        tree[key] = value if value is not None else _below(key, below)
    return tree


def _below(key: str, lines: "list[_Line]") -> "Texts | dict[str, Texts]":
    """What the *lines* below a key without a value are."""
    keys = [name for _, name, _ in lines]
    _require(len({indent for indent, _, _ in lines}) == 1)
    if key == FILTERS and all(keys):
        values: dict[str, Texts] = {name: value for _, name, value in lines if value is not None}
        _require(len(values) == len(lines))
        return values
    texts = tuple(value for _, _, value in lines if isinstance(value, str))
    _require(not any(keys) and len(texts) == len(lines))
    return texts
