"""Write a text as a YAML scalar, plain or in quotes, that every YAML reader reads back."""

import re
from functools import lru_cache
from typing import NamedTuple

from prodash.model.catalogue.fields import Type
from prodash.model.names.characters import NOT_TEXT, UNPRINTABLE, has_any
from prodash.storage.edit.word_kinds import is_typed_word, needs_quotes, word_kind
from prodash.storage.yaml.nodes import Fault, Mapping, Scalar
from prodash.storage.yaml.parse import parse

# Control characters, line breaks, characters that change the writing direction, and those that YAML forbids.
_TO_ESCAPE = UNPRINTABLE + NOT_TEXT
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# Texts that some readers do not take for one plain scalar: they see a document mark, ignore blanks at either end, or end
# it at a sign that means something in brackets and braces.
_UNSURE = re.compile(r"---|\.\.\.|\s|.*\s$", re.DOTALL)
_UNSURE_IN_FLOW = re.compile(r"-(?!\w)|.*(?:\?|:(?![\w/])|\s-$)", re.DOTALL)

# Texts that certainly read back without quotes, as most titles do; parsing each text to find out is slow.
_PLAIN = re.compile("(?!(?i:null)$)[A-Za-z](?:[A-Za-z0-9 _-]*[A-Za-z0-9_])?")
_ENDS_KEY = re.compile("[:?]")

_TYPED: frozenset[Type | None] = frozenset({"custom", "flag", "values"})
"""The types of fields in which a number or a boolean is one, and no text."""


class Quotes(NamedTuple):
    """Chooses the quotes of new texts.

    Words such as `no` get quotes if *field_type* is given and needs them.  In a *json* file all texts have double quotes.
    """

    field_type: Type | None = None
    json: bool = False

    def of(self, text: str, old: str = "") -> str:
        """The quote character for *text* where the plain text *old* was, or nothing; "" if it needs none."""
        is_typed = self.field_type in _TYPED and is_typed_word(text)
        if self.json:
            return "" if is_typed else '"'
        if self.field_type is None or is_typed or not needs_quotes(text, self.field_type):
            return ""
        # `yes` may become `no`: a file that already has such words keeps its style.
        return "" if word_kind(old) == word_kind(text) else fewest_quotes(text)


def scalar(value: str, style: str, *, flow: bool) -> str:
    """*value* as YAML in the quotes *style*; if that is empty, plain if possible, otherwise quoted.

    *flow* is true inside brackets or braces.
    """
    escapes = has_any(_TO_ESCAPE, value)
    if style == "'" and not escapes:
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or escapes:
        return '"' + "".join(map(_escaped, value)) + '"'
    return value if _is_plain(value, flow=flow) else scalar(value, fewest_quotes(value), flow=flow)


def key_text(key: str, *, flow: bool, json: bool = False) -> str:
    """*key* as YAML, in quotes if it needs them or if another YAML reader would not read it as text."""
    style = '"' if json else fewest_quotes(key) if word_kind(key) or _ENDS_KEY.search(key) else ""
    return scalar(key, style, flow=flow)


def needs_escapes(value: str) -> bool:
    """Whether *value* has characters that only double quotes can hold, apart from line feeds."""
    return has_any(_TO_ESCAPE, value.replace("\n", ""))


def fewest_quotes(value: str) -> str:
    """The quote character that needs the fewest escapes in *value*."""
    return '"' if "'" in value and not {'"', "\\"} & set(value) else "'"


def _escaped(character: str) -> str:
    if short_escape := _SHORT_ESCAPES.get(character):
        return short_escape
    # Of the escapes of YAML, JSON has only this one; all characters that need it have at most four digits.
    return f"\\u{ord(character):04X}" if has_any(_TO_ESCAPE, character) else character


def _is_plain(value: str, *, flow: bool) -> bool:
    """Whether every reader reads *value* without quotes as one scalar with that text."""
    if _PLAIN.fullmatch(value):
        return True
    unsure = _UNSURE.match(value) or (flow and _UNSURE_IN_FLOW.match(value))
    return not unsure and reads_back(value, flow=flow)


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
