"""Plan: what a command intends to change, as values."""
