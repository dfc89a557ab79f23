"""Names: the rules for names, ids and file names, and how they are compared and suggested."""
