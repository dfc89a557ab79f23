"""Flow: how many tracks were in each stage over time, and where they pile up."""
