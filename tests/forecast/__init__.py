"""Tests of what was finished in the past, and when the rest will be."""
