"""Take the text and the span of one node from parser events."""

import re
from typing import Any

from prodash.storage.yaml.nodes import Node, Scalar

# Makes a named tuple without calling its Python-level __new__, which is slow for many nodes.
make_tuple = tuple.__new__

_COLON = re.compile("[ \t]*:")


def scalar_of(event: Any, locked_by: str) -> Scalar:
    """The node of a scalar *event*."""
    start, end = event.start_mark, event.end_mark
    value = event.value
    if event.style == '"' and not value.isascii():
        value = with_surrogates_joined(value)
    span = (start.index, end.index)
    return make_tuple(Scalar, (value, event.style or "", *span, start.line + 1, start.column + 1, locked_by))


def collection_span(start: Any, end: Any, locked_by: str) -> tuple[bool, int, int, int, int, str]:
    """The fields of a list or mapping after its items, from its *start* and *end* events."""
    mark = start.start_mark
    flow = bool(start.flow_style)
    return flow, mark.index, end.end_mark.index, mark.line + 1, mark.column + 1, locked_by


def empty_value_at_colon(value: Node, key: Scalar, text: str) -> Node:
    """The empty *value* moved right after the colon of *key*; the two parsers place empty values differently."""
    colon = _COLON.match(text, key.end)
    if colon is None:
        return value._replace(
            start=key.end, end=key.end, line=key.line, column=key.column, locked_by="no colon"
        )
    column = key.column + (colon.end() - key.start)
    return value._replace(start=colon.end(), end=colon.end(), line=key.line, column=column)


def with_surrogates_joined(value: str) -> str:
    """*value* with each pair of surrogates, which JSON writes as two escapes, joined into one character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
