"""Add a key to a mapping in a YAML text, or remove one."""

import re
from collections.abc import Sequence

from prodash.model.catalogue.fields import OTHER_KEYS
from prodash.storage.edit.spans import (
    blank_lines_end,
    line_start,
    newline_of,
    start_after_lines,
    without_lines,
)
from prodash.storage.yaml.nodes import Mapping, Node

_COMMENT = re.compile(r"(?:^|[\s,\[{])#")


def texts_with_key(text: str, mapping: Mapping, key: str, value_text: str, order: Sequence[str]) -> list[str]:
    """Versions of *text* with `key: value_text` added to *mapping*, best first.

    In the first version it follows the last key that is earlier in *order*; in the last version it is the first key.
    """
    line = f"{key}: {value_text}"
    before = _value_to_follow(mapping, key, order)
    add = _added_to_flow if mapping.flow else _added_as_line
    return [add(text, mapping, node, line) for node in ([before, None] if before else [None])]


def texts_without_key(text: str, mapping: Mapping, key: str) -> list[str]:
    """Versions of *text* without *key*, best first; none if removing it is not safe.

    The second version also lacks the blank lines after the key: a block text above them would include them.
    """
    position = next(number for number, (name, _) in enumerate(mapping.pairs) if name.text == key)
    name, value = mapping.pairs[position]
    if mapping.flow:
        return _cut_from_flow(text, mapping, position)
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


def _value_to_follow(mapping: Mapping, key: str, order: Sequence[str]) -> Node | None:
    """The value that a new *key* follows; None if it comes first."""

    def rank(name: str) -> int:
        return order.index(name if name in order else OTHER_KEYS)

    is_custom = key not in order
    key_rank = rank(key)
    earlier = [
        v
        for name, v in mapping.pairs
        if rank(name.text) < key_rank or (is_custom and rank(name.text) == key_rank)
    ]
    return earlier[-1] if earlier else None


def _added_to_flow(text: str, mapping: Mapping, before: Node | None, line: str) -> str:
    if before:
        return f"{text[: before.end]}, {line}{text[before.end :]}"
    start = mapping.start + 1
    return f"{text[:start]}{line}{', ' if mapping.pairs else ''}{text[start:]}"


def _added_as_line(text: str, mapping: Mapping, before: Node | None, line: str) -> str:
    first = mapping.pairs[0][0]
    newline = newline_of(text)
    indent = " " * (first.column - 1)
    if before is None:
        return f"{text[: first.start]}{line}{newline}{indent}{text[first.start :]}"
    end = start_after_lines(text, before)
    if text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{indent}{line}{newline}{text[end:]}"
    return f"{text[:end]}{newline}{indent}{line}{text[end:]}"


def _cut_from_flow(text: str, mapping: Mapping, position: int) -> list[str]:
    spans = [(name.start, value.end) for name, value in mapping.pairs]
    start, end = flow_part_to_cut(spans, position)
    return [text[:start] + text[end:]] if has_no_comment(text[start:end]) else []


def flow_part_to_cut(spans: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """The offsets to cut for one part of a flow list or mapping: the part and one comma next to it."""
    start, end = spans[position]
    if position + 1 < len(spans):
        return start, spans[position + 1][0]
    return (spans[position - 1][1] if position else start), end


def has_no_comment(removed: str) -> bool:
    """Whether *removed* certainly has no comment: no `#` that could start one, or no line end that could end one."""
    return not _COMMENT.search(removed) or "\n" not in removed.replace("\r", "\n")
