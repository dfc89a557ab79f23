"""Conflicts: files in which git left both sides between markers, and what settles them."""
