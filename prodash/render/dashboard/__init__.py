"""Dashboard: the state of a catalogue on one screen, and as rows for programs."""
