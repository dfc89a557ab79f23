"""Build the nodes of one document from the events of a YAML parser."""

from collections.abc import Callable
from typing import Any

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from prodash.storage.yaml.from_events import collection_span, empty_value_at_colon, make_tuple, scalar_of
from prodash.storage.yaml.nodes import (
    Document,
    Fault,
    Mapping,
    Node,
    Scalar,
    Sequence,
    fault_at,
)

MAX_DEPTH = 50
MAX_NODES = 50_000


class Stop(Exception):  # noqa: N818 (control flow, not an error)
    """Stops the builder, with the fault to report."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Builder:
    """Makes the nodes of one document from parser events, within limits of depth and size."""

    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next_event
        self.faults: list[Fault] = []
        # The node of each anchor, with the number of its nodes and its height.
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        # The anchors of the lists and mappings that are being built, from the outermost.
        self.open_anchors: list[str] = []
        # False with a tag, an anchor, an alias or an empty key: there the parsers differ.
        self.is_plain = True
        # Nodes in the text, nodes that its expanded aliases would add, and the greatest depth so far.
        self.node_count = 0
        self.alias_node_count = 0
        self.max_depth = 0

    def document(self) -> Document:
        """The whole document.  Raises Stop, and whatever the parser raises."""
        top: Node | None = None
        documents = 0
        while (kind := (event := self.next_event()).__class__) is not StreamEndEvent:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Stop(fault_at(ProblemKind.SEVERAL_DOCUMENTS, event.start_mark))
            elif kind in _NODE_EVENTS:
                top = self._node(event, 0)
        # Parsers report an empty document as a null at the top.
        is_empty = isinstance(top, Scalar) and top.is_null and not top.locked_by
        return Document(None if is_empty else top, tuple(self.faults))

    def _node(self, event: Any, depth: int) -> Node:
        """The node that starts with *event*."""
        self.node_count += 1
        if self.node_count > MAX_NODES:
            raise Stop(_too_large(event))
        kind = event.__class__
        # Most nodes have no tag or anchor, so they are handled first.
        if kind is not AliasEvent and event.anchor is None and event.ctag is None:
            return scalar_of(event, "") if kind is ScalarEvent else self._collection(event, depth, "")
        self.is_plain = False
        if depth >= MAX_DEPTH:
            raise Stop(fault_at(ProblemKind.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        if kind is AliasEvent:
            return self._alias(event, depth)
        return self._locked_node(event, depth)

    def _collection(self, event: Any, depth: int, locked_by: str) -> Node:
        """The list or mapping that starts with *event*."""
        if depth >= MAX_DEPTH:
            raise Stop(fault_at(ProblemKind.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        count_before = self.node_count + self.alias_node_count
        make = self._sequence if event.__class__ is SequenceStartEvent else self._mapping
        node = make(event, depth, locked_by)
        if node[0]:
            self.max_depth = max(self.max_depth, depth + 1)
        # Expanded aliases count too: a few can stand for millions of values.
        if self.node_count + self.alias_node_count - count_before >= MAX_NODES:
            raise Stop(_too_large(event))
        return node

    def _sequence(self, event: Any, depth: int, locked_by: str) -> Sequence:
        items = []
        while (inner_event := self.next_event()).__class__ is not SequenceEndEvent:
            items.append(self._node(inner_event, depth + 1))
        return make_tuple(Sequence, (tuple(items), *collection_span(event, inner_event, locked_by)))

    def _mapping(self, event: Any, depth: int, locked_by: str) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        first_line: dict[str, int] = {}
        while (inner_event := self.next_event()).__class__ is not MappingEndEvent:
            key = self._node(inner_event, depth + 1)
            if not isinstance(key, Scalar):
                what = "a key must be plain text; put it in quotes"
                raise Stop(fault_at(ProblemKind.SYNTAX, inner_event.start_mark, what=what))
            value = self._node(self.next_event(), depth + 1)
            if value.start == value.end and not value.locked_by:
                value = empty_value_at_colon(value, key, self.text)
            if key.text in first_line:
                data: dict[str, object] = {"key": repr(key.text), "first": first_line[key.text]}
                self.faults.append(Fault(ProblemKind.DUPLICATE_KEY, key.line, key.column, data))
            else:
                first_line[key.text] = key.line
            if key.start == key.end:
                self.is_plain = False
            pairs.append((key, value))
        return make_tuple(Mapping, (tuple(pairs), *collection_span(event, inner_event, locked_by)))

    def _locked_node(self, event: Any, depth: int) -> Node:
        """The node with a tag or an anchor that starts with *event*."""
        locked_by = "an anchor" if event.ctag is None else "a tag"
        count_before, max_depth_before = self.node_count + self.alias_node_count, self.max_depth
        # Measure the height of this node alone, for its aliases.
        self.max_depth = depth
        self.open_anchors.append(str(event.anchor or ""))
        node = (
            scalar_of(event, locked_by)
            if event.__class__ is ScalarEvent
            else self._collection(event, depth, locked_by)
        )
        self.open_anchors.pop()
        if event.anchor is not None:
            size = self.node_count + self.alias_node_count - count_before + 1
            self.anchors[str(event.anchor)] = node, size, self.max_depth - depth + 1
        self.max_depth = max(self.max_depth, max_depth_before)
        return node

    def _alias(self, event: Any, depth: int) -> Node:
        name = str(event.anchor)
        if name in self.open_anchors or name not in self.anchors:
            raise Stop(fault_at(ProblemKind.SYNTAX, event.start_mark, what=self._no_value(name)))
        node, size, height = self.anchors[name]
        if depth + height > MAX_DEPTH:
            raise Stop(fault_at(ProblemKind.TOO_DEEP, event.start_mark, limit=MAX_DEPTH))
        self.alias_node_count += size - 1
        self.max_depth = max(self.max_depth, depth + height - 1)
        mark = event.start_mark
        return node._replace(
            start=mark.index,
            end=event.end_mark.index,
            line=mark.line + 1,
            column=mark.column + 1,
            locked_by="an alias",
        )

    def _no_value(self, name: str) -> str:
        """Why the alias called *name* has no value, and what to do."""
        if name in self.open_anchors:
            return f"the alias *{name} stands inside its own anchor &{name}; write a value, or put it in quotes if it is text"
        return f"the alias *{name} has no anchor &{name} before it; put it in quotes if it is text"


def _too_large(event: Any) -> Fault:
    return fault_at(ProblemKind.TOO_LARGE, event.start_mark, what=f"it has more than {MAX_NODES:,} values")


_NODE_EVENTS = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)
