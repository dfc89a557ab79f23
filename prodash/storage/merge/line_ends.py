"""Line ends: merge texts with line feeds, and give the merged text the line ends of ours."""

import re
from collections.abc import Mapping

from prodash.model.merge.comments import lines_of
from prodash.model.merge.values import Value
from prodash.storage.edit.spans import newline_of
from prodash.storage.merge.read import read_value

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


def with_line_feeds(text: str) -> str:
    """*text* with a line feed after each line, also the last one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def has_line_end(text: str) -> bool:
    """Whether the last line of *text* has a line end."""
    return text.endswith(("\n", "\r"))


def without_line_end_like(side: str, other: str, merged: str) -> str:
    """*merged* without its last line end if *side* has none.

    It stays if a block at the end would otherwise have a value that neither *side* nor *other* has.
    """
    if not side or has_line_end(side):
        return merged
    without = merged.removesuffix("\n")
    full, short, *sides = (_fields(text) for text in (merged, without, side, other))
    changed = [name for name in full if full[name] != short.get(name)]
    is_known = all(short.get(name) in [one.get(name) for one in sides] for name in changed)
    return without if is_known else merged


def _fields(text: str) -> Mapping[str, Value]:
    value = read_value(text)
    return value if isinstance(value, Mapping) else {"": value}


def with_line_ends_of(ours: str, merged: str) -> str:
    """*merged*, which has line feeds, with the line ends of *ours*; if those are mixed, each of our lines keeps its own."""
    newline = newline_of(ours)
    if len({*re.findall("\r\n|\r|\n", ours)}) < 2:  # noqa: PLR2004
        return merged.replace("\n", newline)
    from difflib import SequenceMatcher

    old, lines = _LINE.findall(ours), [line.rstrip("\n") for line in lines_of(merged)]
    new = [line + newline for line in lines]
    same = SequenceMatcher(None, [line.rstrip("\r\n") for line in old], lines, autojunk=False)
    for start, at, length in same.get_matching_blocks():
        new[at : at + length] = (
            line if has_line_end(line) else line + newline for line in old[start : start + length]
        )
    text = "".join(new)
    return text if merged.endswith("\n") else text.rstrip("\r\n")
