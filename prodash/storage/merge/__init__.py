"""Merge: three versions of a file as one, field by field."""
