"""The files and folders of a catalogue on disk: where they are, where links lead, and what bytes they hold."""
