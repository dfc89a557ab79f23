"""Catalogue: the values that a catalogue consists of (tracks, stages, workflows, projects) and the problems in its files."""
