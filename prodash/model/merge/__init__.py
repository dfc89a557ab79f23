"""Merge: what two people's changes of one value come to."""
