"""Init: what makes a catalogue of a folder that has tracks already."""
