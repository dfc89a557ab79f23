"""Completion: what the shell offers on TAB, found without importing Typer, a YAML parser or any command."""

COMPLETE_ARGUMENT = "__complete"
"""The first argument with which a shell script asks prodash for completions."""
