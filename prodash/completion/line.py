"""Line: split a command line into words as bash does, because $COMP_WORDS is also split at `=` and `:`."""

import re
from typing import NamedTuple

_SEPARATORS = " \t\n"
_ASSIGNMENT = re.compile(r"\w+=")
# Besides letters and digits, what bash needs no quotes for anywhere in a word.
_UNQUOTED = frozenset("_-./,+=:@%^")


class Line(NamedTuple):
    """A line up to the cursor.

    words   the complete words after the program's name
    typed   the word being typed
    kept    the beginning of `typed` that readline keeps; it replaces the rest
    quote   the quote that is still open, or ""
    """

    words: tuple[str, ...]
    typed: str
    kept: str
    quote: str

    def text_to_insert(self, value: str) -> str | None:
        """The text to insert after `kept` to get *value*, quoted like the line; None if *value* begins differently."""
        if not value.startswith(self.kept):
            return None
        text_to_insert = value[len(self.kept) :]
        if self.quote == "'":
            return text_to_insert.replace("'", r"'\''")
        if self.quote:
            return re.sub(r'(["$`\\])', r"\\\1", text_to_insert)
        return "".join(c if c.isalnum() or c in _UNQUOTED else f"\\{c}" for c in text_to_insert)


def read_line(text: str, breaks: str) -> Line:
    """Split *text* into a Line; *breaks* are the characters after which readline begins a new word."""
    words: list[str] = []
    word: str | None = None
    quote, kept = "", 0
    characters = iter(text)
    for character in characters:
        if not quote and character in _SEPARATORS:
            words += [] if word is None else [word]
            word, kept = None, 0
            continue
        word = word or ""
        if character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote, opened = character, len(word)
        elif character == "\\" and quote != "'":
            following = next(characters, "")
            word += following if not quote or following in '"$`\\' else character + following
        else:
            word += character
            if not quote and character in breaks:
                kept = len(word)
    typed = word or ""
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    return Line(tuple(words[1:]), typed, typed[: opened if quote else kept], quote)
