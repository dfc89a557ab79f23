"""Entries: plans that add, rename, move and remove stages, workflows and projects."""
