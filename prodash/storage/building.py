"""Building: the nodes of one document from the events of a parser, whatever is in it, or its fault."""

from collections.abc import Callable
from typing import Any

from prodash.model.code import Code
from prodash.storage.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from prodash.storage.nodes import Document, Fault, Mapping, Node, Scalar, Sequence, at_colon, fault_at, joined
from prodash.storage.syntax import syntax_fault

MAX_DEPTH = 50
MAX_NODES = 50_000


class _Stop(Exception):  # noqa: N818 (the end of a text, not an error)
    """Carries the fault that ends the reading of one text."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Builder:
    """Makes the nodes of one document from events, within limits of depth and size."""

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next_event
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.nodes = 0

    def built(self) -> Document | Fault:
        """The document, or the fault that ended it."""
        try:
            return self._document()
        except _Stop as stop:
            return stop.fault
        except YAMLError as error:
            return syntax_fault(error, self.text)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # The pure parser stumbles over some texts in its own code, "\UFFFFFFFF" is one.
            return Fault(Code.SYNTAX, 1, 1, {"what": f"this cannot be read as YAML ({error})"})

    def _document(self) -> Document:
        top: Node | None = None
        documents = 0
        while (kind := (event := self.next_event()).__class__) is not StreamEndEvent:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _Stop(fault_at(Code.SEVERAL_DOCUMENTS, event.start_mark))
            elif kind in _NODES:
                top, _, _ = self._node(event, 0)
        # A null at the top is how the parsers report a document with nothing in it.
        nothing = isinstance(top, Scalar) and top.is_null and not top.fixed
        return Document(None if nothing else top, tuple(self.faults))

    def _node(self, event: Any, depth: int) -> tuple[Node, int, int]:
        """The node that starts with *event*, the number of nodes in it and its height."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _Stop(_too_large(event))
        kind = event.__class__
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            return _scalar(event, ""), 1, 1
        if depth >= MAX_DEPTH:
            raise _Stop(fault_at(Code.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        if kind is AliasEvent:
            return self._alias(event, depth)
        fixed = "a tag" if event.tag is not None else "an anchor" if event.anchor is not None else ""
        built: tuple[Node, int, int]
        if kind is ScalarEvent:
            built = _scalar(event, fixed), 1, 1
        elif kind is SequenceStartEvent:
            built = self._sequence(event, depth, fixed)
        else:
            built = self._mapping(event, depth, fixed)
        if event.anchor is not None:
            self.anchors[str(event.anchor)] = built
        return built

    def _alias(self, event: Any, depth: int) -> tuple[Node, int, int]:
        name = str(event.anchor)
        if name not in self.anchors:
            what = f"the alias *{name} has no anchor &{name} before it; write the value itself"
            raise _Stop(fault_at(Code.SYNTAX, event.start_mark, what=what))
        node, size, height = self.anchors[name]
        if depth + height > MAX_DEPTH:
            raise _Stop(fault_at(Code.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        mark = event.start_mark
        here = node._replace(
            start=mark.index,
            end=event.end_mark.index,
            line=mark.line + 1,
            column=mark.column + 1,
            fixed="an alias",
        )
        return here, size, height

    def _sequence(self, event: Any, depth: int, fixed: str) -> tuple[Node, int, int]:
        items: list[Node] = []
        size, height = 1, 1
        while (after := self.next_event()).__class__ is not SequenceEndEvent:
            item, item_size, item_height = self._node(after, depth + 1)
            items.append(item)
            size += item_size
            height = max(height, item_height + 1)
        return self._bounded(Sequence(tuple(items), *_extent(event, after, fixed)), size, height, event)

    def _mapping(self, event: Any, depth: int, fixed: str) -> tuple[Node, int, int]:
        entries: list[tuple[Scalar, Node]] = []
        first_line: dict[str, int] = {}
        size, height = 1, 1
        while (after := self.next_event()).__class__ is not MappingEndEvent:
            key, _, _ = self._node(after, depth + 1)
            if not isinstance(key, Scalar):
                what = "a key must be a word; put it in quotes or give it a name"
                raise _Stop(fault_at(Code.SYNTAX, after.start_mark, what=what))
            value, value_size, value_height = self._node(self.next_event(), depth + 1)
            if value.start == value.end and not value.fixed:
                value = at_colon(value, key, self.text)
            if key.text in first_line:
                data: dict[str, object] = {"key": repr(key.text), "first": first_line[key.text]}
                self.faults.append(Fault(Code.DUPLICATE_KEY, key.line, key.column, data))
            else:
                first_line[key.text] = key.line
            entries.append((key, value))
            size += 1 + value_size
            if value_height >= height:
                height = value_height + 1
        return self._bounded(Mapping(tuple(entries), *_extent(event, after, fixed)), size, height, event)

    def _bounded(self, node: Node, size: int, height: int, event: Any) -> tuple[Node, int, int]:
        """The same three, unless aliases have made the node larger than a file of this kind ever is."""
        if size > MAX_NODES:
            raise _Stop(_too_large(event))
        return node, size, height


def _too_large(event: Any) -> Fault:
    return fault_at(Code.TOO_LARGE, event.start_mark, what=f"its values come to more than {MAX_NODES:,}")


_NODES = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)


def _scalar(event: Any, fixed: str) -> Scalar:
    start, end = event.start_mark, event.end_mark
    value = event.value
    if event.style == '"' and not value.isascii():
        value = joined(value)
    return Scalar(value, event.style or "", start.index, end.index, start.line + 1, start.column + 1, fixed)


def _extent(start: Any, end: Any, fixed: str) -> tuple[bool, int, int, int, int, str]:
    mark = start.start_mark
    flow = bool(start.flow_style)
    return flow, mark.index, end.end_mark.index, mark.line + 1, mark.column + 1, fixed
