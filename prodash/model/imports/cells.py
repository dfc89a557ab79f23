"""Cell: values and texts as cells of a CSV file, and back.

The values of own keys:

120              120            a number or boolean as it is printed, and so read again
Night Ferry      Night Ferry    a text as it is
("a", "b, c")    ["a", "b, c"]  a list or group of keys as JSON
"[1]", " a", ""  "[1]"  " a"  ""   as a JSON string, a text that would not come back as it is

Fields that hold one text (title, notes), and headers, are in their cells as they are, `"Heroes"` with its quotes;
only what a spreadsheet or a terminal does not show as it is, a blank text, and a text that would be read as
one of those, are a JSON string with escapes.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from prodash.model.catalogue.value import Value, as_text, typed
from prodash.model.names.characters import C0_BUT_BLANKS, C1, NOT_TEXT, SEPARATORS, TURNS

_SPACE = " \t"
# What a spreadsheet or a terminal does not show as it is: all controls but tab and line feed, and turns of direction.
_ODD = re.compile(f"[{C0_BUT_BLANKS}\r{C1}{SEPARATORS}{TURNS}{NOT_TEXT}]")
# What a spreadsheet takes for a formula, guarded or not.
_FORMULA = re.compile("'*[=+@\t\r-]")


def as_cell(value: Value) -> str:
    """The cell for a value of an own key; empty for nothing."""
    if isinstance(value, str):
        return value if _comes_back(value) else _json(value)
    return _json(value) if isinstance(value, (tuple, Mapping)) else as_text(value)


def from_cell(cell: str) -> Value:
    """The value that `as_cell` made a cell from, or that people mean by it; None for an empty one.

    A text that looks like a number comes back as the number, for in a track's file both are the same.
    """
    cell = cell.strip(_SPACE)
    if cell.startswith(("[", "{", '"')):
        try:
            return _parsed(cell)
        except (ValueError, RecursionError):
            return cell
    return typed(cell) if cell else None


@lru_cache(maxsize=256)
def as_names(names: tuple[str, ...]) -> str:
    """The cell for names: with commas between them, as JSON where one of them needs it."""
    plain = all(_comes_back(name) and name == name.strip() and not {",", '"'} & set(name) for name in names)
    return ", ".join(names) if plain else _json(names)


def from_names(cell: str) -> tuple[str, ...]:
    """The names in a cell, which has commas between them or is a JSON array."""
    value = from_cell(cell)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(map(as_text, value))
    return tuple(name for part in cell.split(",") if (name := part.strip()))


def text_cell(text: str) -> str:
    """The cell for the one text of a field, or for the name of a column."""
    if text.isprintable() and not text.startswith((" ", '"')):
        return text
    blank = text and not text.strip()
    return _json(text) if blank or _is_odd(text) or from_text(text) != text else text


def from_text(cell: str) -> str:
    """The text that `text_cell` made a cell from; any other cell is the text that it shows."""
    if not cell.startswith('"'):
        return cell
    try:
        text = _parsed(cell)
    except (ValueError, RecursionError):
        return cell
    return text if isinstance(text, str) and text_cell(text) == cell else cell


def guard(cell: str) -> str:
    """*cell* with a quote before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell that `guard` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


@lru_cache(maxsize=1024)
def _comes_back(text: str) -> bool:
    return bool(text) and not _is_odd(text) and as_text(from_cell(text)) == text


def _is_odd(text: str) -> bool:
    return not text.isprintable() and _ODD.search(text) is not None


def _json(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _parsed(text: str) -> Value:
    """The value that a JSON text says; raises ValueError for what it cannot hold and no track can."""
    found = json.loads(
        text, object_pairs_hook=_group, parse_int=typed, parse_float=typed, parse_constant=_refuse
    )
    # A half of a pair of code units is no text.
    json.dumps(found, ensure_ascii=False).encode()
    return _value(found)


def _group(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        raise ValueError(pairs)
    return group


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _value(found: Any) -> Value:
    if isinstance(found, list):
        return tuple(map(_value, found))
    if isinstance(found, dict):
        return {key: _value(item) for key, item in found.items()}
    value: Value = found
    return value
