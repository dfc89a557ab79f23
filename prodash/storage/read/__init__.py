"""Read: a folder as a catalogue, and each file as a track or as entries."""
