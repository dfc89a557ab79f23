"""Comparison: two versions of a catalogue, with as few files read as the question needs."""
