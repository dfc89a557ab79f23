"""The commits of git: who changed which files, and what was in them."""
