"""Changes to tracks, planned before anything is written."""
