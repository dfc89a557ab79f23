"""Literals: what a user types after `:=`, one value or a flat list in YAML."""

from prodash.errors import UsageError
from prodash.model.catalogue.value import Value
from prodash.storage.yaml.nodes import Document, Mapping, Scalar, Sequence
from prodash.storage.yaml.parse import parse
from prodash.storage.yaml.values import as_value

_KEY = "value: "


def read_literal(field: str, text: str) -> Value:
    """The value that *text* is in YAML, None for nothing; raises UsageError for a mapping, a nested list and broken YAML."""
    source = f"{_KEY}{text}\n"
    document = parse(source)
    top = document.top if isinstance(document, Document) and not document.faults else None
    node = top.pairs[0][1] if isinstance(top, Mapping) and len(top.pairs) == 1 else None
    items = node.items if isinstance(node, Sequence) else (node,)
    value = as_value(node) if node else None
    # A comment would be lost.
    is_whole = node is not None and not source[node.end :].strip()
    are_single = all(isinstance(item, Scalar) and not item.locked_by for item in items)
    if not (is_whole and are_single) or (isinstance(value, tuple) and None in value):
        raise UsageError(
            f"{text!r} is not one value or a flat list in YAML; write {field}:=[A, B] or {field}:=A"
        )
    return value
