"""Find the files that a check covers, and the files that prodash does not read because of their place or name."""
