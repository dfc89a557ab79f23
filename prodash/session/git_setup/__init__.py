"""Git setup: git merges a catalogue by field, and the user learns what that took."""
