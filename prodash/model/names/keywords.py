"""Reserved: words that mean something where a name is typed, so that no id may be one of them."""

NEXT = "next"
PREVIOUS = "previous"
NONE = "none"
ANY = "any"

RESERVED = frozenset({NEXT, PREVIOUS, NONE, ANY, "null"})
"""All of them, and YAML's own word for nothing."""
