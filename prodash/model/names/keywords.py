"""Keywords: words with a special meaning on the command line, and phrases for dates."""

NEXT = "next"
PREVIOUS = "previous"
NONE = "none"
ANY = "any"

RESERVED = frozenset({NEXT, PREVIOUS, NONE, ANY, "null"})
"""Words that no id can be; `null` is here because of its meaning in YAML."""

AT = "@"
"""Stands before the name of a filter among tracks."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain texts that YAML reads as no value."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DUE_PHRASES = (
    *("today", "tomorrow", "yesterday", "eow", "eom", "eoy"),
    *WEEKDAYS,
    *("+3d", "+1w", "+2w", "+1m", "+1y"),
)
"""Phrases for a due date; the numbers are examples."""

LENGTHS = ("1d", "3d", "1w", "2w", "1m", "1y")
"""Lengths of time by which a due date can be shifted; the numbers are examples."""

PAST_PHRASES = ("today", "yesterday", *WEEKDAYS, "1w", "2w", "1m", "1y")
"""Phrases for a day in the past; the numbers are examples."""

STAY_LENGTHS = ("1w", "2w", "30d", "3m", "6m", "1y")
"""Lengths of time that a track may be in a stage; the numbers are examples."""

OVERDUE = "overdue"
QUARTERS = ("q1", "q2", "q3", "q4")

DUE_RANGES = (OVERDUE, "week", "month", *QUARTERS)
"""Phrases for a range of days, which `--due` accepts besides single dates."""
