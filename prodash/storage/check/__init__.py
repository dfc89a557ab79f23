"""Checking: the files that a check covers, and files that lie where prodash does not look."""
