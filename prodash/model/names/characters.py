"""Characters: those that a text, a terminal or a file's name cannot carry; each set goes between the brackets of a `re`.

Nothing here is compiled, for most runs meet none of them.
"""

WHITESPACE_CONTROLS = "\t\n\r"
C0_EXCEPT_WHITESPACE = "\x00-\x08\x0b\x0c\x0e-\x1f"
NEXT_LINE = "\x85"
C1_EXCEPT_NEXT_LINE = "\x7f-\x84\x86-\x9f"
"""The upper control characters, delete among them."""
SEPARATORS = "\u2028\u2029"
"""Line and paragraph separators, which some programs take for line ends."""
BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
"""What turns the writing direction, and so can make a text look like another."""
SURROGATES = "\ud800-\udfff"
"""Halves of characters, which Python has for bytes that are no UTF-8."""
BYTE_ORDER_MARK = "\ufeff"
"""What a file begins with, and what no value has but by mistake."""
NONCHARACTERS = "\ufffe\uffff"

C0 = C0_EXCEPT_WHITESPACE + WHITESPACE_CONTROLS
C1 = C1_EXCEPT_NEXT_LINE + NEXT_LINE
CONTROL_CHARACTERS = C0 + C1 + SEPARATORS
"""What a value of one line cannot have: control characters, and whatever ends a line."""
NOT_TEXT = SURROGATES + BYTE_ORDER_MARK + NONCHARACTERS
"""What UTF-8 or YAML has no way to write as it is."""
UNPRINTABLE = CONTROL_CHARACTERS + BIDI_CONTROLS + SURROGATES
"""What a terminal would obey instead of showing, or cannot be written to it."""
