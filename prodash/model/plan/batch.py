"""Batch: one finished command that changed files, as `undo` lists it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """One command that changed files.

    time       when it ran, in ISO 8601
    summary    what it did, in one sentence
    files      how many files it changed
    undone     whether redo can repeat it
    committed  whether git has a commit of all that it changed
    """

    number: int
    time: str
    command: str
    summary: str
    files: int
    undone: bool
    committed: bool = False

    @property
    def when(self) -> str:
        """The time to the minute, such as `2026-11-21 14:05`."""
        return self.time[: len("2026-11-21T14:05")].replace("T", " ")
