"""Entry blocks: which lines of a file belong to each of its stages, workflows or projects.

- id: seed          an entry is the lines from its dash to its last value, and
  name: Seed        the comments below that are indented as its keys are;
  # still rough     the comments right above it move with it (those above the
                    first are about the list); what lies between two entries,
# about writing     such as an empty line, belongs to none
- writing
"""

import re

from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.edit.spans import content_end, line_start, line_stop
from prodash.storage.yaml.nodes import Sequence

_DASH = re.compile(" *- +")


def spans_of(text: str, entries: Sequence) -> list[tuple[int, int]]:
    """Where each entry starts and stops, with the comments above it."""
    if entries.flow:
        return [(item.start, item.end) for item in entries.items]
    spans: list[tuple[int, int]] = []
    for place in range(len(entries.items)):
        start, stop = own_lines(text, entries, place)
        spans.append((_with_comments(text, start, spans[-1][1]) if spans else start, stop))
    return spans


def own_lines(text: str, entries: Sequence, place: int) -> tuple[int, int]:
    """Where the lines of an entry start and stop; the last line end is not counted."""
    item = entries.items[place]
    if entries.flow:
        return item.start, item.end
    start = line_start(text, item.start)
    dash = text[start : item.start]
    if not _DASH.fullmatch(dash):
        raise CannotEditError(HARM)
    inside = re.compile(rf"(?:\r\n|\r|\n) {{{dash.index('-') + 1},}}#[^\r\n]*")
    stop = line_stop(text, content_end(text, item))
    while comment := inside.match(text, stop):
        stop = comment.end()
    return start, stop


def is_blank(between: str) -> bool:
    """Whether nothing but commas and empty lines lies there."""
    return not between.strip(" ,\r\n")


def _with_comments(text: str, start: int, floor: int) -> int:
    """Where the comment lines right above *start* begin."""
    while start > floor:
        above = line_start(text, start - 1 - (text[start - 2 : start] == "\r\n"))
        if above <= floor or not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start
