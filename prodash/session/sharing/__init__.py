"""Sharing: one catalogue for several people, by git."""
