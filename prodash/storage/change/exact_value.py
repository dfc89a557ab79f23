"""Exact values: one value of a track's file as YAML of its own type, in place of whatever is there."""

import json
from collections.abc import Iterator
from contextlib import suppress

from prodash.model.catalogue.value import Value, as_text
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.keys import texts_with_key
from prodash.storage.edit.new_track import yaml_of
from prodash.storage.edit.quoting import key_text
from prodash.storage.edit.spans import BLOCK_STYLES, content_end, line_end
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import (
    CannotEditError,
    Path,
    child,
    differs_only_at,
    node_at,
    require_readable,
)
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar
from prodash.storage.yaml.parse import parse
from prodash.storage.yaml.values import as_value


def set_exactly(text: str, path: Path, value: Value, write_style: WriteStyle) -> str:
    """*text* with *value*, one value or a flat list, at *path*; every other byte stays.

    A list keeps the lines of the items that stay.  Raises CannotEditError.
    """
    key = str(path[-1])
    for edited in _candidates(text, path, value, write_style):
        if _has_exactly(text, edited, path, value):
            return require_readable(edited, key)
    raise CannotEditError(f"{key!r} cannot be changed safely; edit the file by hand")


def _candidates(text: str, path: Path, value: Value, write_style: WriteStyle) -> Iterator[str]:
    written = tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)
    mapping, node = _mapping_and_value(text, path)
    if node is None or not node.locked_by:
        with suppress(CannotEditError):
            yield set_value(text, path, written, write_style)
    if not isinstance(mapping, Mapping):
        return
    key, json_only = str(path[-1]), is_json(text)
    new = json.dumps(value, ensure_ascii=False) if json_only else yaml_of(value, flow=mapping.flow)
    if node is None:
        pair = key_text(key, flow=mapping.flow, json=json_only), new
        yield from texts_with_key(text, mapping, key, pair, write_style.order)
    elif not node.locked_by:
        yield _with_value_replaced(text, mapping, key, node, new)


def _with_value_replaced(text: str, mapping: Mapping, key: str, node: Node, new: str) -> str:
    end = content_end(text, node)
    is_block = isinstance(node, Scalar) and node.style in BLOCK_STYLES
    commented = text[node.start : line_end(text, node.start) if is_block else end]
    if (is_block or not isinstance(node, Scalar)) and "#" in commented:
        raise CannotEditError(f"the value of {key!r} has a comment inside; change it by hand")
    if isinstance(node, Scalar) or node.flow:
        gap = "" if node.end > node.start else " "
        return f"{text[: node.start]}{gap}{new}{text[end:]}"
    name = next(name for name, _ in mapping.pairs if name.text == key)
    colon = text.index(":", name.end)
    if "#" in text[colon : node.start]:
        raise CannotEditError(f"the value of {key!r} has a comment before it; change it by hand")
    return f"{text[: colon + 1]} {new}{text[end:]}"


def _has_exactly(text: str, edited: str, path: Path, value: Value) -> bool:
    """Whether *edited* has *value* at *path*, of the same type, and otherwise the content of *text*."""
    written = tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)
    before, after = parse(text), parse(edited)
    if not (isinstance(after, Document) and after.top):
        return False
    if text and not (
        isinstance(before, Document) and before.top and differs_only_at(before.top, after.top, path, written)
    ):
        return False
    node = node_at(after.top, path)
    # 1 equals true, and 1.0 equals 1.
    return node is not None and repr(as_value(node)) == repr(value)


def _mapping_and_value(text: str, path: Path) -> tuple[Node | None, Node | None]:
    """The mapping with the last key of *path*, and the value there."""
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = node_at(top, path[:-1]) if top is not None else None
    return mapping, child(mapping, path[-1]) if mapping is not None else None
