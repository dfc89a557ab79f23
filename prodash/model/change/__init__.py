"""Change: what a command is going to change in tracks, planned before anything is written."""
