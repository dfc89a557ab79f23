"""Commits: what git says of them, whatever the files mean: who changed which files, and what was in them."""
