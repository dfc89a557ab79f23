"""Dates: the phrases for days, ranges and lengths of time that users type."""
