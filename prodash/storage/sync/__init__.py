"""Sync: what of a catalogue goes to the others and comes from them, by git."""
