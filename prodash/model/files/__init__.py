"""Files of tracks: the plans that add, copy, rename, move and remove them, and what a field names to open."""
