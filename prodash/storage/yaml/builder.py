"""Building: the nodes of one document from the events of either parser, or the fault that ends it."""

from collections.abc import Callable
from typing import Any

from prodash.model.catalogue.problem_codes import Code
from prodash.storage.yaml.events import (
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
from prodash.storage.yaml.nodes import (
    Document,
    Fault,
    Mapping,
    Node,
    Scalar,
    Sequence,
    at_colon,
    fault_at,
    joined,
)
from prodash.storage.yaml.syntax_errors import syntax_fault

MAX_DEPTH = 50
MAX_NODES = 50_000

# What a named tuple does to make itself, without the call of a Python function for each.
_new = tuple.__new__

_STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class _Stop(Exception):  # noqa: N818 (the end of a text, not an error)
    """Carries the fault that ends the reading of one text."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def document_or_fault(text: str, next_event: Callable[[], Any]) -> Document | Fault:
    """The document of *text*, or the fault that ended it."""
    try:
        return _Builder(text, next_event).document()
    except _Stop as stop:
        return stop.fault
    except YAMLError as error:
        return syntax_fault(error, text)
    except _STUMBLES as error:
        # The pure parser stumbles over some texts in its own code, "\UFFFFFFFF" is one.
        return Fault(Code.SYNTAX, 1, 1, {"what": f"this cannot be read as YAML ({error})"})


def plain_document(text: str, next_event: Callable[[], Any]) -> Document | None:
    """The document of *text* if it is a mapping without faults, tags, anchors and aliases; else None."""
    builder = _Builder(text, next_event)
    try:
        document = builder.document()
    except (_Stop, YAMLError, *_STUMBLES):
        return None
    is_plain = not builder.has_fixed and not document.faults and isinstance(document.top, Mapping)
    return document if is_plain else None


class _Builder:
    """Makes the nodes of one document from events, within limits of depth and size."""

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next_event
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.has_fixed = False
        # How many nodes the text has, how many more with each alias as what it stands for, and how deep they are.
        self.nodes = 0
        self.repeated = 0
        self.deepest = 0

    def document(self) -> Document:
        """The document; raises _Stop, and what a parser raises."""
        top: Node | None = None
        documents = 0
        while (kind := (event := self.next_event()).__class__) is not StreamEndEvent:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _Stop(fault_at(Code.SEVERAL_DOCUMENTS, event.start_mark))
            elif kind in _NODES:
                top = self._node(event, 0)
        # A null at the top is how the parsers report a document with nothing in it.
        nothing = isinstance(top, Scalar) and top.is_null and not top.fixed
        return Document(None if nothing else top, tuple(self.faults))

    def _node(self, event: Any, depth: int) -> Node:
        """The node that starts with *event*."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _Stop(_too_large(event))
        kind = event.__class__
        # Nearly every node is one of these two, so they come first.
        if kind is not AliasEvent and event.anchor is None and event.ctag is None:
            return _scalar(event, "") if kind is ScalarEvent else self._collection(event, depth, "")
        self.has_fixed = True
        if depth >= MAX_DEPTH:
            raise _Stop(fault_at(Code.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        if kind is AliasEvent:
            return self._alias(event, depth)
        return self._fixed(event, depth)

    def _collection(self, event: Any, depth: int, fixed: str) -> Node:
        """The list or mapping that starts with *event*."""
        if depth >= MAX_DEPTH:
            raise _Stop(fault_at(Code.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        before = self.nodes + self.repeated
        make = self._sequence if event.__class__ is SequenceStartEvent else self._mapping
        node = make(event, depth, fixed)
        if node[0]:
            self.deepest = max(self.deepest, depth + 1)
        # Aliases make a node larger than a file of this kind ever is.
        if self.nodes + self.repeated - before >= MAX_NODES:
            raise _Stop(_too_large(event))
        return node

    def _sequence(self, event: Any, depth: int, fixed: str) -> Sequence:
        items = []
        while (after := self.next_event()).__class__ is not SequenceEndEvent:
            items.append(self._node(after, depth + 1))
        return _new(Sequence, (tuple(items), *_extent(event, after, fixed)))

    def _mapping(self, event: Any, depth: int, fixed: str) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        first_line: dict[str, int] = {}
        while (after := self.next_event()).__class__ is not MappingEndEvent:
            key = self._node(after, depth + 1)
            if not isinstance(key, Scalar):
                what = "a key must be a word; put it in quotes or give it a name"
                raise _Stop(fault_at(Code.SYNTAX, after.start_mark, what=what))
            value = self._node(self.next_event(), depth + 1)
            if value.start == value.end and not value.fixed:
                value = at_colon(value, key, self.text)
            if key.text in first_line:
                data: dict[str, object] = {"key": repr(key.text), "first": first_line[key.text]}
                self.faults.append(Fault(Code.DUPLICATE_KEY, key.line, key.column, data))
            else:
                first_line[key.text] = key.line
            entries.append((key, value))
        return _new(Mapping, (tuple(entries), *_extent(event, after, fixed)))

    def _fixed(self, event: Any, depth: int) -> Node:
        """The node with a tag or an anchor that starts with *event*."""
        fixed = "an anchor" if event.ctag is None else "a tag"
        before, deepest = self.nodes + self.repeated, self.deepest
        self.deepest = depth
        node = (
            _scalar(event, fixed) if event.__class__ is ScalarEvent else self._collection(event, depth, fixed)
        )
        if event.anchor is not None:
            size = self.nodes + self.repeated - before + 1
            self.anchors[str(event.anchor)] = node, size, self.deepest - depth + 1
        self.deepest = max(self.deepest, deepest)
        return node

    def _alias(self, event: Any, depth: int) -> Node:
        name = str(event.anchor)
        if name not in self.anchors:
            what = f"the alias *{name} has no anchor &{name} before it; write the value itself"
            raise _Stop(fault_at(Code.SYNTAX, event.start_mark, what=what))
        node, size, height = self.anchors[name]
        if depth + height > MAX_DEPTH:
            raise _Stop(fault_at(Code.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        self.repeated += size - 1
        self.deepest = max(self.deepest, depth + height - 1)
        mark = event.start_mark
        return node._replace(
            start=mark.index,
            end=event.end_mark.index,
            line=mark.line + 1,
            column=mark.column + 1,
            fixed="an alias",
        )


def _too_large(event: Any) -> Fault:
    return fault_at(Code.TOO_LARGE, event.start_mark, what=f"its values come to more than {MAX_NODES:,}")


_NODES = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)


def _scalar(event: Any, fixed: str) -> Scalar:
    start, end = event.start_mark, event.end_mark
    value = event.value
    if event.style == '"' and not value.isascii():
        value = joined(value)
    span = (start.index, end.index)
    return _new(Scalar, (value, event.style or "", *span, start.line + 1, start.column + 1, fixed))


def _extent(start: Any, end: Any, fixed: str) -> tuple[bool, int, int, int, int, str]:
    mark = start.start_mark
    flow = bool(start.flow_style)
    return flow, mark.index, end.end_mark.index, mark.line + 1, mark.column + 1, fixed
