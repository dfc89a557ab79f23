"""Flow: how many tracks were in each stage over time, and how long they stay there, as pictures for a terminal and in words."""
