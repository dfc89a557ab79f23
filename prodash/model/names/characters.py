"""Characters that a value, a terminal or a file name cannot contain, as sets to put in the brackets of a regex."""

# Strings, not compiled patterns: most runs need none of them.

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
"""Halves of characters, which Python uses for bytes that are not UTF-8."""
BYTE_ORDER_MARK = "\ufeff"
"""A file may begin with it; in a value it is a mistake."""
NONCHARACTERS = "\ufffe\uffff"

C0 = C0_EXCEPT_WHITESPACE + WHITESPACE_CONTROLS
C1 = C1_EXCEPT_NEXT_LINE + NEXT_LINE
CONTROL_CHARACTERS = C0 + C1 + SEPARATORS
"""What a value of one line cannot contain: control characters and line ends."""
NOT_TEXT = SURROGATES + BYTE_ORDER_MARK + NONCHARACTERS
"""What UTF-8 or YAML cannot contain unescaped."""
UNPRINTABLE = CONTROL_CHARACTERS + BIDI_CONTROLS + SURROGATES
"""What a terminal would obey instead of showing, or what cannot be written to it."""
