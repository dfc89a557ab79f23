"""Flow: pictures of how many tracks were in each stage over time, and how long they stay there."""
