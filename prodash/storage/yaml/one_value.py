"""The value of one key in many versions of a text, which share most of their lines."""

import re
from collections.abc import Callable

from prodash.storage.yaml.line_parser import LINE, LINES_AT_TOP, MAX_CHARACTERS

_split_at_keys = re.compile(r"^(?=[^\W_])", re.MULTILINE).split


def value_reader(key: str) -> Callable[[str], str | None]:
    """A function that returns the value of *key* in a text of simple lines, if that is a single text; otherwise None.

    None says nothing about the text: the caller has to parse it.  Every other answer is that of `parse`.
    """
    # The key and the value of each part of a text, from one key to the next; None if its lines are not simple.
    known: dict[str, tuple[str, str | None] | None] = {}

    def read(text: str) -> str | None:
        if len(text) > MAX_CHARACTERS:
            return None
        first, *parts = _split_at_keys(text)
        if first and not LINES_AT_TOP.fullmatch(first):
            return None
        values = {}
        for part in parts:
            if part not in known:
                match = LINE.fullmatch(part)
                known[part] = (match[1], match[2]) if match else None
            if (pair := known[part]) is None or pair[0] in values:
                return None
            values[pair[0]] = pair[1]
        return values.get(key)

    return read
