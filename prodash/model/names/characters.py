"""Characters that values, terminals or file names cannot contain, written for the brackets of a regex."""

import re

# Strings instead of compiled patterns, because most runs need none of the patterns.

WHITESPACE_CONTROLS = "\t\n\r"
C0_EXCEPT_WHITESPACE = "\x00-\x08\x0b\x0c\x0e-\x1f"
NEXT_LINE = "\x85"
C1_EXCEPT_NEXT_LINE = "\x7f-\x84\x86-\x9f"
"""The control characters from DEL to U+009F."""
SEPARATORS = "\u2028\u2029"
"""Line and paragraph separators, which some programs treat as line ends."""
BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
"""Characters that change the writing direction and can disguise one text as another."""
SURROGATES = "\ud800-\udfff"
"""Halves of UTF-16 pairs; Python represents bytes that are not UTF-8 by some of them."""
BYTE_ORDER_MARK = "\ufeff"
"""Allowed at the start of a file, but a mistake in a value."""
NONCHARACTERS = "\ufffe\uffff"
"""Code points that are not characters and that YAML forbids."""

C0 = C0_EXCEPT_WHITESPACE + WHITESPACE_CONTROLS
C1 = C1_EXCEPT_NEXT_LINE + NEXT_LINE
CONTROL_CHARACTERS = C0 + C1 + SEPARATORS
"""Characters that a one-line value cannot contain: control characters and line ends."""
NOT_TEXT = SURROGATES + BYTE_ORDER_MARK + NONCHARACTERS
"""Characters that UTF-8 or YAML cannot contain unescaped."""
UNPRINTABLE = CONTROL_CHARACTERS + BIDI_CONTROLS + SURROGATES
"""Characters that a terminal interprets instead of showing, or that cannot be written to it."""


def has_any(characters: str, text: str) -> bool:
    """Whether *text* has one of *characters*, which are some of the above."""
    # Python calls none of them printable, and their pattern takes long to compile.
    return not text.isprintable() and re.search(f"[{characters}]", text) is not None
