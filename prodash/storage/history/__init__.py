"""History: all moves of all tracks, worked out from the commits of git."""
