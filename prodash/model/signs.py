"""Signs: the characters that a terminal would obey instead of showing, or that cannot be written at all."""

UNSHOWABLE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Control characters, line ends, what turns the writing direction, and half a character; for `re`, which compiles it when
it is met."""
