"""Plain: the nodes of a text with nothing special in it, as nearly all have, from the C parser's events.

Anything that needs more than a look, as a fault, a tag, an anchor or a key that is there twice, is left to the
other parser. A first load spends most of its time here, so every look is taken once.
"""

from collections.abc import Callable
from typing import Any

from prodash.storage.building import MAX_DEPTH, MAX_NODES
from prodash.storage.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from prodash.storage.nodes import Document, Mapping, Node, Scalar, Sequence, at_colon, joined

# What a named tuple does to make itself, without the call of a Python function for each.
_new = tuple.__new__


class _Special(Exception):  # noqa: N818 (a text for the other parser, not an error)
    """Ends the reading of a text that is not plain."""


def plain_document(text: str, next_event: Callable[[], Any]) -> Document | None:
    """The document that *text* is; None where it is not plain, or no document."""
    try:
        next_event()
        next_event()
        start = next_event()
        if start.__class__ is not MappingStartEvent:
            return None
        top = _mapping(start, next_event, text, 0)
        next_event()
        if next_event().__class__ is not StreamEndEvent:
            return None
    except (YAMLError, _Special, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return None if len(text) > MAX_NODES // 2 and _size(top) > MAX_NODES else Document(top, ())


def _node(event: Any, next_event: Callable[[], Any], text: str, depth: int) -> Node:
    kind = event.__class__
    if kind is ScalarEvent:
        return _scalar(event)
    if kind is SequenceStartEvent:
        return _sequence(event, next_event, text, depth)
    if kind is MappingStartEvent:
        return _mapping(event, next_event, text, depth)
    raise _Special


def _scalar(event: Any) -> Scalar:
    if event.anchor is not None or event.ctag is not None:
        raise _Special
    start, value, style = event.start_mark, event.value, event.style
    if style == '"' and not value.isascii():
        value = joined(value)
    span = (start.index, event.end_mark.index)
    return _new(Scalar, (value, style, *span, start.line + 1, start.column + 1, ""))


def _sequence(event: Any, next_event: Callable[[], Any], text: str, depth: int) -> Sequence:
    _check(event, depth)
    items = []
    while (after := next_event()).__class__ is not SequenceEndEvent:
        items.append(_node(after, next_event, text, depth + 1))
    start = event.start_mark
    span = (start.index, after.end_mark.index)
    return _new(Sequence, (tuple(items), event.flow_style, *span, start.line + 1, start.column + 1, ""))


def _mapping(event: Any, next_event: Callable[[], Any], text: str, depth: int) -> Mapping:
    _check(event, depth)
    entries = []
    seen = set()
    while (after := next_event()).__class__ is not MappingEndEvent:
        if after.__class__ is not ScalarEvent:
            raise _Special
        key = _scalar(after)
        value = _node(next_event(), next_event, text, depth + 1)
        if value.start == value.end:
            value = at_colon(value, key, text)
        if key.text in seen:
            raise _Special
        seen.add(key.text)
        entries.append((key, value))
    start = event.start_mark
    span = (start.index, after.end_mark.index)
    return _new(Mapping, (tuple(entries), event.flow_style, *span, start.line + 1, start.column + 1, ""))


def _check(event: Any, depth: int) -> None:
    if event.anchor is not None or event.ctag is not None or depth >= MAX_DEPTH:
        raise _Special


def _size(node: Node) -> int:
    if isinstance(node, Scalar):
        return 1
    if isinstance(node, Sequence):
        return 1 + sum(map(_size, node.items))
    return 1 + sum(1 + _size(value) for _, value in node.entries)
