"""Turn the plan of a change into new bytes for files, and the YAML that a user types into a value."""
