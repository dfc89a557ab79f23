"""Read a folder as a catalogue, and each of its files as a track or a list of entries."""
