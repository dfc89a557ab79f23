"""Merge: one value with the changes of two people."""
