"""Write the text of a new track's file."""

import re
from collections import abc

from prodash.model.catalogue.fields import USUAL_LINE, StageLine, Type, type_of
from prodash.model.catalogue.value import Value, as_text
from prodash.storage.edit.blocks import can_be_block
from prodash.storage.edit.quoting import fewest_quotes, key_text, scalar
from prodash.storage.edit.verify import UNSAFE, CannotEditError
from prodash.storage.edit.word_kinds import needs_quotes
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse


def track_text(values: abc.Mapping[str, Value], stage_line: StageLine = USUAL_LINE) -> str:
    """The text of a new file with *values* of fields, in their order; *stage_line* has the key of the stage.

    A value of several lines is written as a block if possible.  Raises CannotEditError.
    """
    by_key = {stage_line.swapped(field): (type_of(field), value) for field, value in values.items()}
    expected = {key: value for key, (_, value) in by_key.items()}
    for blocks in (True, False):
        text = "".join(_key_lines(key, *typed, blocks=blocks) for key, typed in by_key.items())
        document = parse(text)
        if isinstance(document, Document) and not document.faults and _reads_back(document.top, expected):
            return _require_readable(text)
    raise CannotEditError(UNSAFE)


def yaml_of(value: Value, *, flow: bool) -> str:
    """The *value* of a custom field as YAML on one line; *flow* is true inside brackets or braces."""
    return _value_text(value, "custom", flow=flow)


def _require_readable(text: str) -> str:
    decoded = decode(encode("", text))
    if isinstance(decoded, Fault):
        raise CannotEditError("it would be too large, or look like a merge conflict; shorten it")
    return text


def _key_lines(key: str, field_type: Type, value: Value, *, blocks: bool) -> str:
    if blocks and isinstance(value, str) and can_be_block(value):
        lines = re.sub("^(?=.)", "  ", value.removesuffix("\n"), flags=re.MULTILINE)
        return f"{key_text(key, flow=False)}: |{'' if value.endswith(chr(10)) else '-'}\n{lines}\n"
    return f"{key_text(key, flow=False)}: {_value_text(value, field_type, flow=False)}\n"


def _value_text(value: Value, field_type: Type, *, flow: bool) -> str:
    """A value as YAML on one line; lists are in brackets, mappings in braces."""
    if isinstance(value, str):
        return scalar(value, fewest_quotes(value) if needs_quotes(value, field_type) else "", flow=flow)
    if isinstance(value, tuple):
        return f"[{', '.join(_value_text(item, field_type, flow=True) for item in value)}]"
    if isinstance(value, abc.Mapping):
        pairs = (
            f"{key_text(k, flow=True)}: {_value_text(v, field_type, flow=True)}" for k, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    return "null" if value is None else as_text(value)


def _reads_back(node: Node | None, value: Value) -> bool:
    """Whether *node* holds exactly *value*."""
    if isinstance(value, str):
        return isinstance(node, Scalar) and not node.is_null and node.text == value
    if isinstance(value, tuple):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(value)
            and all(map(_reads_back, node.items, value))
        )
    if isinstance(value, abc.Mapping):
        return (
            isinstance(node, Mapping)
            and [key.text for key, _ in node.pairs] == list(value)
            and all(_reads_back(inner, value[key.text]) for key, inner in node.pairs)
        )
    return (
        isinstance(node, Scalar)
        and node.is_null == (value is None)
        and (node.is_null or node.text == as_text(value))
    )
