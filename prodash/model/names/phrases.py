"""Phrases: the words that stand for days, as people type them."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAYS = ("today", "tomorrow", "eow", "eom", *WEEKDAYS, "+3d", "+1w", "+2w", "+1m")
"""What a due date can be said to be; the numbers are examples."""

SPANS = ("overdue", "week", "month")
"""What `--due` understands besides a day: more than one of them."""
