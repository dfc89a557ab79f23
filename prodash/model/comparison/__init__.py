"""Comparison: how two catalogues differ."""
