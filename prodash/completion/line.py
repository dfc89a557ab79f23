"""Line: what bash has of a command line, taken apart as bash does; its own words break at `=` and `:`."""

import re
from typing import NamedTuple

_BLANKS = " \t\n"
_ASSIGNMENT = re.compile(r"\w+=")
# What bash reads as itself anywhere in a word; letters and digits of all scripts come on top.
_PLAIN = frozenset("_-./,+=:@%^")


class Line(NamedTuple):
    """A line up to the cursor: the words behind the program's name, and the last, which is being typed.

    Readline replaces what comes behind `kept` in the last word; `quote` is the one that is still open.
    """

    words: tuple[str, ...]
    typed: str
    kept: str
    quote: str

    def rest(self, value: str) -> str | None:
        """What to put behind `kept` to get *value*, quoted as the line is; None where that cannot be."""
        if not value.startswith(self.kept):
            return None
        rest = value[len(self.kept) :]
        if self.quote == "'":
            return rest.replace("'", r"'\''")
        if self.quote:
            return re.sub(r'(["$`\\])', r"\\\1", rest)
        return "".join(c if c.isalnum() or c in _PLAIN else f"\\{c}" for c in rest)


def read_line(text: str, breaks: str) -> Line:
    """Take *text* apart; *breaks* are the signs that a word that readline replaces begins behind."""
    words: list[str] = []
    word: str | None = None
    quote, kept = "", 0
    signs = iter(text)
    for sign in signs:
        if not quote and sign in _BLANKS:
            words += [] if word is None else [word]
            word, kept = None, 0
            continue
        word = word or ""
        if sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote, opened = sign, len(word)
        elif sign == "\\" and quote != "'":
            following = next(signs, "")
            word += following if not quote or following in '"$`\\' else sign + following
        else:
            word += sign
            if not quote and sign in breaks:
                kept = len(word)
    typed = word or ""
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    return Line(tuple(words[1:]), typed, typed[: opened if quote else kept], quote)
