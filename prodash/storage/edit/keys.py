"""Add, rename and remove the keys of mappings in a YAML text, and keep every other byte."""

import re
from collections import abc

from prodash.model.catalogue.fields import OTHER_KEYS
from prodash.storage.edit.flow_parts import with_part, without_part
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.quoting import key_text, scalar
from prodash.storage.edit.spans import (
    blank_lines_end,
    line_start,
    newline_of,
    start_after_lines,
    without_lines,
)
from prodash.storage.edit.verify import CannotEditError, Path, have_same_content, node_at
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_QUOTES = ("'", '"')
# YAML 1.1 ends lines with these too, so its readers find the key behind one in another column.
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")


def texts_with_key(
    text: str, mapping: Mapping, key: str, pair: tuple[str, str], order: abc.Sequence[str]
) -> list[str]:
    """Versions of *text* with *pair* added to *mapping*, best first: *key* and its value as YAML.

    In the first version it follows the last key that is earlier in *order*; in the last version it is the first key.
    """
    position = _position_of_new(mapping, key, order)
    add = _added_to_flow if mapping.flow else _added_as_line
    return [add(text, mapping, at, pair) for at in dict.fromkeys((position, 0))]


def texts_without_key(text: str, mapping: Mapping, key: str) -> list[str]:
    """Versions of *text* without *key*, best first; none if removing it is not safe.  Raises CannotEditError.

    The second version also lacks the blank lines after the key: a block text above them would include them.
    """
    position = next(number for number, (name, _) in enumerate(mapping.pairs) if name.text == key)
    name, value = mapping.pairs[position]
    if mapping.flow:
        return [without_part(text, mapping, position)]
    start = line_start(text, name.start)
    if not text[start : name.start].strip(" ?"):
        end = start_after_lines(text, value)
        return [without_lines(text, start, stop) for stop in dict.fromkeys((end, blank_lines_end(text, end)))]
    if len(mapping.pairs) == 1:
        return []
    # The first key of a list item shares the line with the dash; the next key moves up to it.
    following = mapping.pairs[position + 1][0].start
    removed = text[start_after_lines(text, value) : following]
    return [] if "#" in removed else [text[: name.start] + text[following:]]


def rename_key(text: str, path: Path, new: str) -> str:
    """*text* with the key at *path* renamed to *new*.

    The new text is parsed to verify that nothing else changed.  Raises CannotEditError.
    """
    *above, old = path
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = node_at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    names = [name for name, _ in mapping.pairs if name.text in {old, new}]
    if len(names) != 1 or names[0].text != old:
        raise CannotEditError(
            f"it must have one key {old!r} and no key {new!r}; check the file and try again"
        )
    (name,) = names
    flow = mapping.flow
    key = scalar(new, name.style, flow=flow) if name.style else key_text(new, flow=flow)
    edited = text[: name.start] + key + text[name.end :]
    after = parse(edited)
    style = key[0] if key[0] in _QUOTES else ""
    expected = _with_key_renamed(top, path, name._replace(text=new, style=style))
    if not (isinstance(after, Document) and after.top and have_same_content(expected, after.top)):
        raise CannotEditError(f"the key {old!r} cannot be renamed safely; edit the file by hand")
    return edited


def _position_of_new(mapping: Mapping, key: str, order: abc.Sequence[str]) -> int:
    """The position of a new *key*: after the last key that is earlier in *order*."""

    def rank(name: str) -> int:
        return order.index(name if name in order else OTHER_KEYS)

    is_custom = key not in order
    key_rank = rank(key)
    earlier = [
        number
        for number, (name, _) in enumerate(mapping.pairs)
        if rank(name.text) < key_rank or (is_custom and rank(name.text) == key_rank)
    ]
    return earlier[-1] + 1 if earlier else 0


def _added_to_flow(text: str, mapping: Mapping, position: int, pair: tuple[str, str]) -> str:
    return with_part(text, mapping, position, _colon_of(text, mapping).join(pair))


def _colon_of(text: str, mapping: Mapping) -> str:
    """The colon and space between keys and values; a bare colon where the first key has one."""
    bare = mapping.pairs and text[mapping.pairs[0][0].end : mapping.pairs[0][1].start] == ":"
    return ":" if bare and is_json(text) else ": "


def _added_as_line(text: str, mapping: Mapping, position: int, pair: tuple[str, str]) -> str:
    first = mapping.pairs[0][0]
    if sign := _OTHER_LINE_END.search(text, line_start(text, first.start), first.start):
        raise CannotEditError(
            f"the line of {first.text!r} has the invisible character U+{ord(sign[0]):04X} before it; delete it by hand"
        )
    newline = newline_of(text)
    indent = " " * (first.column - 1)
    line = ": ".join(pair)
    if position == 0:
        return f"{text[: first.start]}{line}{newline}{indent}{text[first.start :]}"
    end = start_after_lines(text, mapping.pairs[position - 1][1])
    if text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{indent}{line}{newline}{text[end:]}"
    return f"{text[:end]}{newline}{indent}{line}{text[end:]}"


def _with_key_renamed(node: Node, path: Path, new: Scalar) -> Node:
    """*node* with the key at *path* renamed to *new*."""
    step, *rest = path
    if isinstance(node, Sequence):
        items = (
            _with_key_renamed(item, tuple(rest), new) if n == step else item
            for n, item in enumerate(node.items)
        )
        return node._replace(items=tuple(items))
    if not isinstance(node, Mapping):
        return node
    pairs = [
        (key, value)
        if key.text != step
        else (key, _with_key_renamed(value, tuple(rest), new))
        if rest
        else (new, value)
        for key, value in node.pairs
    ]
    return node._replace(pairs=tuple(pairs))
