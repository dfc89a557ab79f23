"""Find the files that a check covers, and what only a check looks for: misplaced files, lost filters, templates and schema lines."""
