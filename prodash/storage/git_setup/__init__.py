"""Git setup: what makes git merge a catalogue by field, in its folder and in the configuration of the clone."""
