"""Files outside the catalogue, CSV tables, and the user's editor, pager and opener."""
