"""Files outside the catalogue, CSV tables, and the user's editor and pager."""
