"""Lines: merge lines of comments, which never conflict."""

import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def lines_of(text: str) -> list[str]:
    """The lines of *text* with their line feeds; other characters that may end a line do not."""
    return _LINE.findall(text)


def merge_comment_lines(base: str, ours: str, theirs: str) -> str:
    """Our lines with the changes from *base* to *theirs*; the lines that they added follow ours."""
    if theirs in {ours, base}:
        return ours
    if ours == base:
        return theirs
    before, here, there = (lines_of(text) for text in (base, ours, theirs))
    removed = {line for line in before if line.strip() and line not in there}
    added = [line for line in there if line.strip() and line not in before and line not in here]
    return "".join([line for line in here if line not in removed] + added)


def merge_line_comments(base: str, ours: str, theirs: str) -> str:
    """The comment at the end of a line, with the blanks before it; if both sides changed it, both comments."""
    if ours.strip() == theirs.strip() or theirs.strip() == base.strip():
        return ours
    if ours.strip() == base.strip() or not ours.strip():
        return theirs
    return f"{ours.rstrip()}  {theirs.strip()}\n" if theirs.strip() else ours
