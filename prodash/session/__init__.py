"""Session: one run of a command, with its environment, console, files and outcome."""
