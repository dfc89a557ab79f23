"""History: the moves, versions, stuck tracks, flow and forecasts that a command tells of, and why there are none."""
