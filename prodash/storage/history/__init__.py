"""History: how the stages of tracks changed, from the commits of git."""
