"""Sync: one exchange of changes with the others, and the sentences about it."""
