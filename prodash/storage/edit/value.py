"""Set or remove one value of a YAML text, and keep every other byte.

stage:   'seed'   # keep          the marked span is replaced by the new value,
         ^----^                   in the same quotes
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from prodash.model.catalogue.fields import OTHER_KEYS, Type
from prodash.storage.edit.blocks import adds_lines, texts_with_block
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.keys import texts_with_key, texts_without_key
from prodash.storage.edit.lists import (
    list_in_brackets,
    with_items,
    with_items_renamed,
    with_list_emptied,
    with_name_in_brackets,
)
from prodash.storage.edit.quoting import Quotes, key_text, scalar
from prodash.storage.edit.spans import BLOCK_STYLES, content_end, line_end, with_or_without_line_end
from prodash.storage.edit.verify import (
    UNSAFE,
    CannotEditError,
    NewValue,
    Path,
    child,
    differs_only_at,
    node_at,
    require_readable,
    texts,
)
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_LONG_TEXTS: frozenset[Type | None] = frozenset({"line", "text", "custom"})
"""The types of fields that may have texts of several lines, which are blocks."""


class WriteStyle(NamedTuple):
    """How a value is written."""

    order: tuple[str, ...] = (OTHER_KEYS,)
    """Order of keys: a missing key is added after those that come earlier in it."""

    field_type: Type | None = None
    """The type of the field, which decides the words that need quotes; if None, none do."""

    in_place: bool = False
    """Whether to rename the items of a list: the new value then has a name for each item, "" to remove it."""

    json: bool = False
    """Whether the file is JSON; `set_value` finds out."""

    @property
    def quotes(self) -> Quotes:
        """How to choose the quotes of new texts."""
        return Quotes(self.field_type, self.json)


_USUAL = WriteStyle()


def set_value(text: str, path: Path, new_value: NewValue, write_style: WriteStyle = _USUAL) -> str:
    """*text* with *new_value* at *path*, whose last step is a key; every other byte stays.

    A final line end is added only if a block at the end needs it to keep its value.
    The new text is parsed to verify that nothing else changed.  Raises CannotEditError.
    """
    *above, key = path
    if not text and not above and isinstance(key, str) and new_value is not None:
        return require_readable(
            f"{key_text(key, flow=False)}: {_value_text(new_value, write_style, flow=False)}\n", key
        )
    write_style = write_style._replace(json=is_json(text))
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = node_at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping) or not isinstance(key, str):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    expected = _expected_values(child(mapping, key), new_value, write_style)
    candidates = _candidates(text, mapping, (*above, key), new_value, write_style)
    for edited in chain.from_iterable(map(with_or_without_line_end, candidates)):
        after = parse(edited)
        if (
            isinstance(after, Document)
            and after.top
            and any(differs_only_at(top, after.top, path, value) for value in expected)
        ):
            return require_readable(edited, key)
    raise CannotEditError(f"{key!r} cannot be changed safely; edit the file by hand")


def _candidates(
    text: str, mapping: Mapping, path: Path, new_value: NewValue, write_style: WriteStyle
) -> Iterator[str]:
    """Edited texts to verify, best first."""
    key = str(path[-1])
    pairs = [(name, node) for name, node in mapping.pairs if name.text == key]
    if len(pairs) > 1:
        raise CannotEditError(f"the key {key!r} appears twice; delete one")
    if not pairs:
        yield from _with_new_key(text, mapping, key, new_value, write_style)
        return
    ((name, node),) = pairs
    if new_value is None:
        yield from texts_without_key(text, mapping, key)
    elif node.locked_by:
        raise CannotEditError(f"the value of {key!r} has {node.locked_by}; write the plain value by hand")
    elif isinstance(new_value, tuple):
        yield _with_list(text, path, (name, node), new_value, write_style)
    else:
        if isinstance(node, Scalar) and write_style.field_type in _LONG_TEXTS:
            yield from texts_with_block(text, mapping, node, new_value)
        yield _with_text(text, mapping, (name, node), new_value, write_style)


def _with_new_key(
    text: str, mapping: Mapping, key: str, new_value: NewValue, write_style: WriteStyle
) -> list[str]:
    if new_value is None:
        return [text]
    flow = mapping.flow
    pair = key_text(key, flow=flow, json=write_style.json), _value_text(new_value, write_style, flow=flow)
    return texts_with_key(text, mapping, key, pair, write_style.order)


def _expected_values(node: Node | None, new_value: NewValue, write_style: WriteStyle) -> tuple[NewValue, ...]:
    """The values of which the file must have one after the edit.

    An `in_place` list is without its removed items.  A text that gets more lines may end as before, without a line end.
    """
    if isinstance(new_value, str) and adds_lines(node, new_value):
        return new_value, new_value.removesuffix("\n")
    if write_style.in_place and isinstance(new_value, tuple):
        return (tuple(filter(None, new_value)),)
    return (new_value,)


def _value_text(new_value: str | tuple[str, ...], write_style: WriteStyle, *, flow: bool) -> str:
    if isinstance(new_value, tuple):
        return list_in_brackets(new_value, write_style.quotes)
    return scalar(new_value, write_style.quotes.of(new_value), flow=flow)


def _with_text(
    text: str, mapping: Mapping, pair: tuple[Scalar, Node], value: str, write_style: WriteStyle
) -> str:
    name, node = pair
    if not isinstance(node, Scalar):
        raise CannotEditError(f"the value of {name.text!r} is not a single text; change it by hand")
    if node.style in BLOCK_STYLES and "#" in text[node.start : line_end(text, node.start)]:
        raise CannotEditError(f"the value of {name.text!r} has a comment inside; change it by hand")
    style = "" if node.style in BLOCK_STYLES else node.style
    style = style or write_style.quotes.of(value, "" if node.style else node.text)
    return _with_value_replaced(text, node, scalar(value, style, flow=mapping.flow), content_end(text, node))


def _with_list(
    text: str, path: Path, pair: tuple[Scalar, Node], new_value: tuple[str, ...], write_style: WriteStyle
) -> str:
    name, node = pair
    remaining = tuple(filter(None, new_value)) if write_style.in_place else new_value
    if isinstance(node, Scalar):
        return _with_list_in_place_of_text(text, path, node, remaining, write_style)
    if not isinstance(node, Sequence) or texts(node) is None:
        raise CannotEditError(f"the value of {name.text!r} holds more than names; change it by hand")
    if not remaining:
        return with_list_emptied(text, path, name, node)
    if write_style.in_place:
        return with_items_renamed(text, path, new_value, write_style.quotes)
    return with_items(text, path, new_value, write_style.quotes)


def _with_list_in_place_of_text(
    text: str, path: Path, node: Scalar, new_value: tuple[str, ...], write_style: WriteStyle
) -> str:
    """*text* with a list in place of an empty value or a single name; a list of one stays a single name."""
    if node.style in BLOCK_STYLES:
        raise CannotEditError(UNSAFE)
    if len(new_value) == 1 and not node.is_null:
        style = node.style or write_style.quotes.of(new_value[0], node.text)
        return _with_value_replaced(text, node, scalar(new_value[0], style, flow=True), node.end)
    quotes = write_style.quotes
    if node.is_null or node.text not in new_value:
        style = node.style if node.text else ""
        return _with_value_replaced(text, node, list_in_brackets(new_value, quotes, style), node.end)
    return with_items(with_name_in_brackets(text, node, quotes), path, new_value, quotes)


def _with_value_replaced(text: str, node: Scalar, value_text: str, end: int) -> str:
    """*text* with *value_text* in place of the value *node*, up to *end*; adds a space after a bare colon."""
    gap = "" if node.end > node.start else " "
    return f"{text[: node.start]}{gap}{value_text}{text[end:]}"
