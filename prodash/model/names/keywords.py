"""Keywords: words with a special meaning on the command line, and phrases for dates."""

NEXT = "next"
PREVIOUS = "previous"
NONE = "none"
ANY = "any"

RESERVED = frozenset({NEXT, PREVIOUS, NONE, ANY, "null"})
"""Words that no id can be; `null` is here because of its meaning in YAML."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DUE_PHRASES = (
    *("today", "tomorrow", "yesterday", "eow", "eom", "eoy"),
    *WEEKDAYS,
    *("+3d", "+1w", "+2w", "+1m", "+1y"),
)
"""Phrases for a due date; the numbers are examples."""

DUE_RANGES = ("overdue", "week", "month")
"""Phrases for a range of days, which `--due` accepts besides single dates."""
