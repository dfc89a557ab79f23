"""What a catalogue is and what can be asked of it; no files, clock, environment or printing."""
