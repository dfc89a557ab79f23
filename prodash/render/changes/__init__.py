"""Changes: what a command will change or has changed, for people and for programs."""
