"""Batch: all files of a change or none, with lock, journal, undo and recovery."""
