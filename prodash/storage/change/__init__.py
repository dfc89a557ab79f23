"""Change: a plan turned into new bytes for files."""
