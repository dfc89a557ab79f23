"""Groups of tracks against the stages: as rows, as a table and as bars."""
