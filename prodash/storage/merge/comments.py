"""Comments: those in a text, and whether a merge has lost one."""

import re
from collections import Counter
from collections.abc import Iterator

from prodash.storage.edit.spans import BLOCK_STYLES, line_end
from prodash.storage.merge.read import top_of
from prodash.storage.yaml.nodes import Node, Scalar, Sequence

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*(\S.*)", re.MULTILINE)


def lost_comments(base: str | None, ours: str, theirs: str, *merged: str) -> bool:
    """Whether the *merged* texts lack a comment that one side wrote, or that both kept; raises UnmergeableError."""
    before, here, there = (Counter(comments(text)) for text in (base or "", ours, theirs))
    after = Counter(comment for text in merged for comment in comments(text))
    for comment, number in (here | there).items():
        least = 1 if number > before[comment] else here[comment] + there[comment] - before[comment]
        if after[comment] < least and after[comment] + _beside_others(comment, after) < least:
            return True
    return False


def _beside_others(comment: str, lines: Counter[str]) -> int:
    """How often *comment* stands in *lines* with others."""
    pattern = rf"(?:^|#[ \t]*){re.escape(comment)}(?:$|(?=[ \t]+#))"
    return sum(
        len(re.findall(pattern, line)) * number
        for line, number in lines.items()
        if comment in line and comment != line
    )


def comments(text: str) -> Iterator[str]:
    """The comments in *text*, each without its `#`; raises UnmergeableError."""
    if "#" not in text:
        return
    top = top_of(text)
    rest, at = "", 0
    for start, end in _scalar_spans(text, top) if top else ():
        rest, at = f"{rest}{text[at:start]}x", end
    for found in _COMMENT.finditer(rest + text[at:]):
        yield found[1].rstrip()


def _scalar_spans(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The start and end of each scalar; that of a block is below its `|` or `>`, which a comment may follow."""
    if isinstance(node, Scalar):
        start = line_end(text, node.start) if node.style in BLOCK_STYLES else node.start
        if start < node.end:
            # Without the line end of a block, a comment on the next line would not be at the start of one.
            yield start, node.end - (node.style in BLOCK_STYLES and text[: node.end].endswith("\n"))
        return
    inner = node.items if isinstance(node, Sequence) else [one for pair in node.pairs for one in pair]
    for one in inner:
        yield from _scalar_spans(text, one)
