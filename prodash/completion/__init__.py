"""Completion: what the shell offers when TAB is pressed, found without Typer, YAML or any command imported."""

ASKED = "__complete"
"""The first argument by which a shell's script asks."""
