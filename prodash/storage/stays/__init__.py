"""Stays: since when each track is in its stage, kept so that the dashboard reads no history."""
