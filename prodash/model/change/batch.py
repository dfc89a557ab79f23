"""Batch: what one command changed, as far as a list of them shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """One change to files: when it was made (ISO 8601), by which command, what it did, how many files."""

    number: int
    time: str
    command: str
    summary: str
    files: int
    undone: bool

    @property
    def when(self) -> str:
        """The time as people read it."""
        return self.time[: len("2026-11-21T14:05")].replace("T", " ")
