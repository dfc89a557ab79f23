"""Change: a plan as new bytes for files."""
