"""What an editor takes a YAML text for: plain scalars are typed by YAML 1.2, where prodash reads texts."""

import re
from typing import Any

from prodash.storage.yaml.nodes import Document, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_yaml_1_2(text: str) -> Any:
    """The value of a YAML text; None also for one that says nothing.  It must be readable."""
    document = parse(text)
    assert isinstance(document, Document)
    return None if document.top is None else _value(document.top)


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text if node.style else _typed(node.text)
    if isinstance(node, Sequence):
        return list(map(_value, node.items))
    return {key.text: _value(value) for key, value in node.pairs}


def _typed(text: str) -> Any:
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"} and text in {text.lower(), text.title(), text.upper()}:
        return text.lower() == "true"
    return float(text) if _NUMBER.fullmatch(text) else text
