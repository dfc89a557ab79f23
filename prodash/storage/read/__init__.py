"""Reading: a folder becomes a catalogue, each of its files a track or a list of entries."""
