"""Change a text of several lines in a YAML text, so that lines that stay keep their bytes.

notes: |          # a block      the characters of the value are found in the lines of the block,
  The second verse drags.        and only those that differ are replaced
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from prodash.storage.edit.quoting import needs_escapes
from prodash.storage.edit.spans import BLOCK_STYLES, line_end, newline_of, next_line_start
from prodash.storage.yaml.nodes import Mapping, Node, Scalar

_BLANK_LINE = re.compile("^ +$", re.MULTILINE)
_LINE = re.compile("([^\r\n]*)(?:\r\n|\r|\n|$)")
_LINE_FEEDS = re.compile("\n+")
_WORD = re.compile(r"\w+|\s+|[^\w\s]+")


class _Run(NamedTuple):
    """Characters of a value that are next to each other in the file: from *start* to *end* in the value."""

    start: int
    end: int
    in_file: int


class _Splice(NamedTuple):
    """A piece of a value, from *start* to *end*, and the text that replaces it."""

    start: int
    end: int
    text: str


def can_be_block(text: str) -> bool:
    """Whether *text* has several lines and reads back the same from a new block."""
    body = text.removesuffix("\n")
    return (
        "\n" in text
        and not body[:1].isspace()
        and not body.endswith("\n")
        and not needs_escapes(text)
        and not _BLANK_LINE.search(body)
    )


def adds_lines(node: Node | None, value: str) -> bool:
    """Whether *value* is the text of *node* with more lines."""
    body = node.text.rstrip("\n") if isinstance(node, Scalar) else ""
    return bool(body) and value.startswith(f"{body}\n") and value.rstrip("\n") != body


def texts_with_block(text: str, mapping: Mapping, node: Scalar, value: str) -> Iterator[str]:
    """Versions of *text* with *value* as a block in place of *node*, to verify, best first.

    A block keeps its style if the new value ends as the old one.  Another text becomes a block if it gets more lines.
    """
    if node.style in BLOCK_STYLES:
        yield from _with_block_edited(text, node, value)
    elif adds_lines(node, value) and can_be_block(value) and not mapping.flow:
        newline, end = newline_of(text), line_end(text, node.end)
        indent = " " * (mapping.pairs[0][0].column + 1)
        lines = re.sub("^(?=.)", indent, value.removesuffix("\n"), flags=re.MULTILINE).replace("\n", newline)
        header = "|" if value.endswith("\n") else "|-"
        above = text[: node.start]
        # The sign of a block stands beside the key, also if the text begins on the next line.
        if (key := above.rstrip()).endswith(":") and newline in above[len(key) :]:
            above = f"{key} "
        # Not all readers agree on the value of a block that ends without a line end.
        yield f"{above}{header}{text[node.end : end]}{newline}{lines}{text[end:] or newline}"


def _with_block_edited(text: str, node: Scalar, value: str) -> Iterator[str]:
    old, new = node.text.rstrip("\n"), value.rstrip("\n")
    ends_alike = node.text[len(old) :] == value[len(new) :] or adds_lines(node, value)
    found = _runs(text, node, old)
    if not old or not new or not ends_alike or found is None:
        return
    indent, runs = found
    splices = list(_splices(old, new))
    if needs_escapes("".join(splice.text for splice in splices)):
        return
    # In a folded block a line feed is an empty line, but not next to an indented line.
    for more in (1, 0) if node.style == ">" else (0,):
        edited = text
        for splice in reversed(splices):
            start, end = (_in_file(runs, offset) for offset in (splice.start, splice.end))
            edited = edited[:start] + _in_lines(splice.text, newline_of(text), indent, more) + edited[end:]
        yield edited


def _in_lines(piece: str, newline: str, indent: str, more: int) -> str:
    return _LINE_FEEDS.sub(lambda feeds: newline * (len(feeds[0]) + more) + indent, piece)


def _runs(text: str, node: Scalar, value: str) -> tuple[str, list[_Run]] | None:
    """The indentation of a block, and where its lines are in *value*; None if they are not found there."""
    runs: list[_Run] = []
    first = next((line for line in value.split("\n") if line), "")
    indent, position = "", 0
    for line in _LINE.finditer(text, next_line_start(text, node.start), node.end):
        if not runs:
            indent = " " * (_leading_spaces(line[1]) - _leading_spaces(first))
        content = line[1][len(indent) :]
        if not content or position == len(value):
            continue
        while not value.startswith(content, position):
            if position == len(value) or value[position] not in " \n":
                return None
            position += 1
        runs.append(_Run(position, position + len(content), line.start() + len(line[1]) - len(content)))
        position += len(content)
    return (indent, runs) if runs else None


def _leading_spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_file(runs: list[_Run], offset: int) -> int:
    """Where the character at *offset* of the value is in the file; between two lines, the end of the first one."""
    run = next((run for run in reversed(runs) if run.start <= offset), runs[0])
    return run.in_file + min(max(offset - run.start, 0), run.end - run.start)


def _splices(old: str, new: str) -> Iterator[_Splice]:
    """The pieces of *old* that differ in *new*, in their order."""
    from difflib import SequenceMatcher

    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    olds, news = (_WORD.findall(text[head : len(text) - tail]) for text in (old, new))
    position = head
    for kind, start, stop, first, last in SequenceMatcher(None, olds, news).get_opcodes():
        length = sum(map(len, olds[start:stop]))
        if kind != "equal":
            yield _Splice(position, position + length, "".join(news[first:last]))
        position += length


def _common(one: str, other: str) -> int:
    """The number of characters at the beginning that are the same in both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
