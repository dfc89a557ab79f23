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

from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.names.characters import BIDI_CONTROLS, C0_EXCEPT_WHITESPACE, C1, NOT_TEXT, SEPARATORS
from prodash.model.names.names import match_key

DUE_FROM = "due_from"

_DERIVED = frozenset({"stage_name", DUE_FROM, "due_when", "days_left", "urgency"})

FIELD_HEADERS = {match_key(name): name for name in (*sorted(TRACK_FIELDS), "id", "path", *sorted(_DERIVED))}
"""The columns that hold no own key, by their loose names."""

CUSTOM_PREFIX = "own."
"""What an own key starts with that would be taken for something else."""

_SPACE = " \t"
# What a spreadsheet or a terminal does not show as it is: all controls but tab and line feed, and turns of direction.
_INVISIBLE = f"[{C0_EXCEPT_WHITESPACE}\r{C1}{SEPARATORS}{BIDI_CONTROLS}{NOT_TEXT}]"
# What a spreadsheet takes for a formula, guarded or not.
_FORMULA = "'*[=+@\t\r-]"


def value_to_cell(value: Value) -> str:
    """The cell for a value of an own key; empty for nothing."""
    if isinstance(value, str):
        return value if _round_trips(value) else _as_json(value)
    return _as_json(value) if isinstance(value, (tuple, Mapping)) else as_text(value)


def cell_to_value(cell: str) -> Value:
    """The value that `value_to_cell` made a cell from, or that people mean by it; None for an empty one.

    A text that looks like a number comes back as the number, for in a track's file both are the same.
    """
    cell = cell.strip(_SPACE)
    if cell.startswith(("[", "{", '"')):
        try:
            return _parse_json(cell)
        except (ValueError, RecursionError):
            return cell
    return parse_scalar(cell) if cell else None


@lru_cache(maxsize=256)
def names_to_cell(names: tuple[str, ...]) -> str:
    """The cell for names: with commas between them, as JSON where one of them needs it."""
    plain = all(_round_trips(name) and name == name.strip() and not {",", '"'} & set(name) for name in names)
    return ", ".join(names) if plain else _as_json(names)


def cell_to_names(cell: str) -> tuple[str, ...]:
    """The names in a cell, which has commas between them or is a JSON array."""
    value = cell_to_value(cell)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(map(as_text, value))
    return tuple(name for part in cell.split(",") if (name := part.strip()))


def text_to_cell(text: str) -> str:
    """The cell for the one text of a field, or for the name of a column."""
    if text.isprintable() and not text.startswith((" ", '"')):
        return text
    blank = text and not text.strip()
    return _as_json(text) if blank or _has_invisible(text) or cell_to_text(text) != text else text


def cell_to_text(cell: str) -> str:
    """The text that `text_to_cell` made a cell from; any other cell is the text that it shows."""
    if not cell.startswith('"'):
        return cell
    try:
        text = _parse_json(cell)
    except (ValueError, RecursionError):
        return cell
    return text if isinstance(text, str) and text_to_cell(text) == cell else cell


def guard(cell: str) -> str:
    """*cell* with a quote before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def unguard(cell: str) -> str:
    """The cell that `guard` was given."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


def custom_header(key: str) -> str:
    """The header of an own key in a table; one that would be taken for something else starts with `own.`."""
    return f"{CUSTOM_PREFIX}{key}" if needs_prefix(key) else key


def needs_prefix(key: str) -> bool:
    """Whether a header that reads *key* would not be taken for the own key."""
    return match_key(key) in FIELD_HEADERS or match_key(key) == "own" or key.startswith(CUSTOM_PREFIX)


@lru_cache(maxsize=1024)
def _round_trips(text: str) -> bool:
    return bool(text) and not _has_invisible(text) and as_text(cell_to_value(text)) == text


def _has_invisible(text: str) -> bool:
    return not text.isprintable() and re.search(_INVISIBLE, text) is not None


def _as_json(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(_INVISIBLE, lambda match: f"\\u{ord(match[0]):04x}", text)


def _parse_json(text: str) -> Value:
    """The value that a JSON text says; raises ValueError for what it cannot hold and no track can."""
    tree = json.loads(
        text,
        object_pairs_hook=_mapping_from_pairs,
        parse_int=parse_scalar,
        parse_float=parse_scalar,
        parse_constant=_reject_constant,
    )
    # A half of a pair of code units is no text.
    json.dumps(tree, ensure_ascii=False).encode()
    return _freeze(tree)


def _mapping_from_pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        raise ValueError(pairs)
    return group


def _reject_constant(word: str) -> Any:
    raise ValueError(word)


def _freeze(tree: Any) -> Value:
    if isinstance(tree, list):
        return tuple(map(_freeze, tree))
    if isinstance(tree, dict):
        return {key: _freeze(item) for key, item in tree.items()}
    value: Value = tree
    return value
