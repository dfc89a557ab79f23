"""Words with a meaning of their own on the command line: keywords that no id may be, and phrases for dates."""

NEXT = "next"
PREVIOUS = "previous"
NONE = "none"
ANY = "any"

RESERVED = frozenset({NEXT, PREVIOUS, NONE, ANY, "null"})
"""No id may be one of these; `null` is YAML's."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DUE_PHRASES = ("today", "tomorrow", "eow", "eom", *WEEKDAYS, "+3d", "+1w", "+2w", "+1m")
"""Phrases for a due date; the numbers are examples."""

DUE_RANGES = ("overdue", "week", "month")
"""Phrases for a range of days, which `--due` accepts besides single dates."""
