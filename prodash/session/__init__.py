"""Session: one run of a command: its environment, its console, its files and how it ends."""
