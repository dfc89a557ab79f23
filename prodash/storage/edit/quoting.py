"""Write a text as a YAML scalar, plain or in quotes."""

import re
from collections.abc import Container
from functools import lru_cache

from prodash.model.names.characters import NOT_TEXT, UNPRINTABLE
from prodash.storage.yaml.nodes import Fault, Mapping, Scalar
from prodash.storage.yaml.parse import parse

# Control characters, line breaks, characters that change the writing direction, and those that YAML forbids.
_TO_ESCAPE = re.compile(f"[{UNPRINTABLE}{NOT_TEXT}]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# Plain scalars that YAML 1.1 or 1.2 reads as something other than text (yaml.org/type, YAML 1.2.2 section 10.3.2).
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

# Texts that certainly read back without quotes, as most titles do; parsing each text to find out is slow.
_PLAIN = re.compile("(?!(?i:null)$)[A-Za-z](?:[A-Za-z0-9 _-]*[A-Za-z0-9_-])?")


def scalar(value: str, style: str, *, flow: bool) -> str:
    """*value* as YAML in the quotes *style*; if that is empty, plain if possible, otherwise quoted.

    *flow* is true inside brackets or braces.
    """
    escapes = bool(_TO_ESCAPE.search(value))
    if style == "'" and not escapes:
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or escapes:
        return '"' + "".join(map(_escaped, value)) + '"'
    plain = _PLAIN.fullmatch(value) or reads_back(value, flow=flow)
    return value if plain else scalar(value, fewest_quotes(value), flow=flow)


def key_text(key: str, *, flow: bool) -> str:
    """*key* as YAML, in quotes if it needs them or if another YAML reader would not read it as text."""
    return scalar(key, fewest_quotes(key) if is_ambiguous_scalar(key) else "", flow=flow)


def needs_escapes(value: str) -> bool:
    """Whether *value* has characters that only double quotes can hold, apart from line feeds."""
    return _TO_ESCAPE.search(value.replace("\n", "")) is not None


def fewest_quotes(value: str) -> str:
    """The quote character that needs the fewest escapes in *value*."""
    return '"' if "'" in value and not {'"', "\\"} & set(value) else "'"


def quotes_for(value: str, quoted: Container[str]) -> str:
    """The quote character for a new value that is one of *quoted* and ambiguous; otherwise ""."""
    return fewest_quotes(value) if value in quoted and is_ambiguous_scalar(value) else ""


def is_ambiguous_scalar(value: str) -> bool:
    """Whether another YAML reader could read the plain *value* as a number, date, boolean or null."""
    return _AMBIGUOUS.fullmatch(value) is not None


def _escaped(character: str) -> str:
    if short_escape := _SHORT_ESCAPES.get(character):
        return short_escape
    return f"\\U{ord(character):08X}" if _TO_ESCAPE.match(character) else character


@lru_cache(maxsize=256)
def reads_back(value: str, *, flow: bool) -> bool:
    """Whether *value* without quotes is parsed as the text *value*."""
    # Braces after a key allow fewer plain scalars than braces alone.
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
