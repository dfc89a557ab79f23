r"""Cells: how values become the cells of a CSV file, and how cells become values.

Custom field         Cell
120                  120                  numbers and booleans as printed
"Night Ferry"        Night Ferry          a text without quotes
("a", "b, c")        ["a", "b, c"]        lists and mappings as JSON
"[1]", " a", ""      "[1]", " a", ""      a text that would be read back differently: a JSON string

Text field, header   Cell
"Heroes"             "Heroes"             unchanged, its own quotes included
(two spaces)         "  "                 blank, or with invisible characters: a JSON string
"\u001b"             "\"\\u001b\""        would be read as one of those: a JSON string too
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from prodash.model.catalogue.fields import CUSTOM_GROUP, CUSTOM_PREFIX, DERIVED, TIMES, TRACK_FIELDS
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.names.characters import BIDI_CONTROLS, C0_EXCEPT_WHITESPACE, C1, NOT_TEXT, SEPARATORS
from prodash.model.names.names import match_key

DUE_FROM = "due_from"

FIELD_HEADERS = {
    match_key(name): name for name in (*sorted(TRACK_FIELDS), "id", "path", *sorted(DERIVED), *TIMES)
}
"""The columns that are not custom fields, by match key."""

OLDER_PREFIX = "own."
"""What files from before version 2 of the JSON Schemas have instead of `custom.`."""

_SPACE = " \t"
_JSON_STARTS = ("[", "{", '"')
# Spreadsheets and terminals do not show these: controls (but tab and line feed) and direction marks.
_INVISIBLE = f"[{C0_EXCEPT_WHITESPACE}\r{C1}{SEPARATORS}{BIDI_CONTROLS}{NOT_TEXT}]"


def value_to_cell(value: Value) -> str:
    """The cell for the value of a custom field; empty for None."""
    if isinstance(value, str):
        return value if _round_trips(value) else _as_json(value)
    return as_text(value) if value is None or isinstance(value, (int, float)) else _as_json(value)


def cell_to_value(cell: str) -> Value:
    """The value in a cell that `value_to_cell` made or a person typed; None for an empty cell.

    A text that looks like a number becomes a number, as it does in a track's file.
    """
    cell = cell.strip(_SPACE)
    if cell.startswith(_JSON_STARTS):
        try:
            return _parse_json(cell)
        except (ValueError, RecursionError):
            return cell
    return parse_scalar(cell) if cell else None


@lru_cache(maxsize=256)
def names_to_cell(names: tuple[str, ...]) -> str:
    """The cell for names: separated by commas, or a JSON array if commas would change a name."""
    plain = all(_round_trips(name) and name == name.strip() and not {",", '"'} & set(name) for name in names)
    return ", ".join(names) if plain else _as_json(names)


def cell_to_names(cell: str) -> tuple[str, ...]:
    """The names in a cell, separated by commas or in a JSON array."""
    value = cell_to_value(cell)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(map(as_text, value))
    return tuple(name for part in cell.split(",") if (name := part.strip()))


def text_to_cell(text: str, *, one_line: bool = False) -> str:
    """The cell for the text of a field or the name of a column; if *one_line*, its line breaks are escaped."""
    if text.isprintable() and not text.startswith((" ", '"')):
        return text
    blank = text and not text.strip()
    escape = blank or _has_invisible(text) or (one_line and not {"\n", "\t"}.isdisjoint(text))
    return _as_json(text) if escape or cell_to_text(text) != text else text


def cell_to_text(cell: str) -> str:
    """The text that `text_to_cell` turned into *cell*; any other cell is taken literally."""
    if not cell.startswith('"'):
        return cell
    try:
        text = _parse_json(cell)
    except (ValueError, RecursionError):
        return cell
    if not isinstance(text, str):
        return cell
    return text if cell in {text_to_cell(text), text_to_cell(text, one_line=True)} else cell


def custom_header(key: str) -> str:
    """The header of a custom field, with the prefix `custom.` if it needs one."""
    return f"{CUSTOM_PREFIX}{key}" if needs_prefix(key) else key


def needs_prefix(key: str) -> bool:
    """Whether *key* as a header would mean something other than the custom field."""
    return (
        match_key(key) in FIELD_HEADERS
        or match_key(key) == CUSTOM_GROUP
        or key.startswith((CUSTOM_PREFIX, OLDER_PREFIX))
    )


def _round_trips(text: str) -> bool:
    if not text or _has_invisible(text):
        return False
    # A number or a boolean prints as the text that it was made of.
    return (
        as_text(cell_to_value(text)) == text if text.startswith(_JSON_STARTS) else text == text.strip(_SPACE)
    )


def _has_invisible(text: str) -> bool:
    return not text.isprintable() and re.search(_INVISIBLE, text) is not None


def _as_json(value: Value) -> str:
    text = _encode(value)
    return text if text.isprintable() else re.sub(_INVISIBLE, lambda match: f"\\u{ord(match[0]):04x}", text)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _parse_json(text: str) -> Value:
    """The value of a JSON text.  Raises ValueError if it is malformed or no track file can hold the value."""
    tree = json.loads(
        text,
        object_pairs_hook=_mapping_from_pairs,
        parse_int=parse_scalar,
        parse_float=parse_scalar,
        parse_constant=_reject_constant,
    )
    # A lone surrogate cannot be encoded: this raises UnicodeEncodeError, a ValueError.
    json.dumps(tree, ensure_ascii=False).encode()
    return _freeze(tree)


def _mapping_from_pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError(pairs)
    return mapping


def _reject_constant(word: str) -> Any:
    raise ValueError(word)


def _freeze(tree: Any) -> Value:
    if isinstance(tree, list):
        return tuple(map(_freeze, tree))
    if isinstance(tree, dict):
        return {key: _freeze(item) for key, item in tree.items()}
    value: Value = tree
    return value
