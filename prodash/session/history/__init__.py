"""The moves and versions that a command tells of."""
