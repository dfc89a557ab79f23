"""Reserved: words that mean something where a name is typed, so that no id may be one of them."""

NEXT = "next"
PREVIOUS = "previous"
NONE = "none"
ANY = "any"

RESERVED = frozenset({NEXT, PREVIOUS, NONE, ANY, "null"})
"""All of them, and YAML's own word for nothing."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DUE_PHRASES = ("today", "tomorrow", "eow", "eom", *WEEKDAYS, "+3d", "+1w", "+2w", "+1m")
"""What a due date can be said to be; the numbers are examples."""

DUE_RANGES = ("overdue", "week", "month")
"""What `--due` understands besides a day: more than one of them."""
