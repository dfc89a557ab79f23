"""Model: the values of a catalogue and the questions about them, without files, clock, environment or printing."""
