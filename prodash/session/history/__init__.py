"""History: which moves, stuck tracks and versions a command tells of, and why there are none."""
