"""Scalars: one text written as YAML, in the quotes it has or the fewest that it needs."""

import re
from collections.abc import Container
from functools import lru_cache

from prodash.model.names.characters import NOT_TEXT, UNPRINTABLE
from prodash.storage.yaml.nodes import Fault, Mapping, Scalar
from prodash.storage.yaml.parse import parse

# Control characters, line breaks, signs that turn the writing direction, and what YAML forbids.
_TO_ESCAPE = re.compile(f"[{UNPRINTABLE}{NOT_TEXT}]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# What readers of YAML 1.1 or 1.2 take for something else than a text (yaml.org/type, and 1.2.2 section 10.3.2).
_AMBIGUOUS = re.compile(
    r"""(?: y | n | yes | no | on | off | true | false | null | ~
      | [-+]? [0-9][0-9_]*
      | [-+]? 0 [xob] [0-9a-f_]+
      | [-+]? (?: [0-9][0-9_]*\.[0-9_]* | \.[0-9][0-9_]* ) (?: e [-+]?[0-9]+ )?
      | [-+]? [0-9][0-9_]* e [-+]?[0-9]+
      | [-+]? [0-9][0-9_]* (?: : [0-5]?[0-9] )+ (?: \.[0-9_]* )?
      | [-+]? \.inf | \.nan
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [T \t].* )?
      | = | <<
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

# What is sure to read back without quotes, as most titles are: parsing each to see it would take too long.
_PLAIN = re.compile("(?!(?i:null)$)[A-Za-z](?:[A-Za-z0-9 _-]*[A-Za-z0-9_-])?")


def scalar(value: str, style: str, *, flow: bool) -> str:
    """*value* written with the quotes of *style*; where it has none, plain if that reads back the same."""
    escapes = bool(_TO_ESCAPE.search(value))
    if style == "'" and not escapes:
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or escapes:
        return '"' + "".join(map(_escaped, value)) + '"'
    plain = _PLAIN.fullmatch(value) or reads_back(value, flow=flow)
    return value if plain else scalar(value, fewest_quotes(value), flow=flow)


def key_text(key: str, *, flow: bool) -> str:
    """A key in quotes where it needs them, or where another YAML reader would not take it for a text."""
    return scalar(key, fewest_quotes(key) if is_ambiguous_scalar(key) else "", flow=flow)


def needs_escapes(value: str) -> bool:
    """Whether *value* holds what only double quotes can, line feeds not counted."""
    return _TO_ESCAPE.search(value.replace("\n", "")) is not None


def fewest_quotes(value: str) -> str:
    """The quotes in which *value* needs the fewest other signs."""
    return '"' if "'" in value and not {'"', "\\"} & set(value) else "'"


def quotes_for(value: str, quoted: Container[str]) -> str:
    """The quotes for a new value: some where it is one of the *quoted* and other readers would mistake it."""
    return fewest_quotes(value) if value in quoted and is_ambiguous_scalar(value) else ""


def is_ambiguous_scalar(value: str) -> bool:
    """Whether another YAML reader would take the plain *value* for a number, a date, a boolean or nothing."""
    return _AMBIGUOUS.fullmatch(value) is not None


def _escaped(character: str) -> str:
    if short_escape := _SHORT_ESCAPES.get(character):
        return short_escape
    return f"\\U{ord(character):08X}" if _TO_ESCAPE.match(character) else character


@lru_cache(maxsize=256)
def reads_back(value: str, *, flow: bool) -> bool:
    """Whether the plain *value* is read as that text, by parsing it."""
    # Braces behind a key, where less can stand without quotes than in braces alone.
    document = parse(f"in: {{key: {value}, end: }}\n" if flow else f"key: {value}\nend:\n")
    mapping = None if isinstance(document, Fault) else document.top
    if flow and isinstance(mapping, Mapping):
        mapping = mapping.pairs[0][1]
    if not isinstance(mapping, Mapping):
        return False
    (key, node), *rest = mapping.pairs
    if [key.text, *(name.text for name, _ in rest)] != ["key", "end"]:
        return False
    return (
        isinstance(node, Scalar) and not (node.style or node.locked_by or node.is_null) and node.text == value
    )
