"""Check: the rules for errors and warnings, and the fixes that can be made automatically."""
