"""Stays: since when each track is in its stage, kept so that the dashboard and lists read no history."""
