"""Turn the plan of a change into new bytes for files."""
