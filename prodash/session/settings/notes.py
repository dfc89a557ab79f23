"""Notes: where settings say what is wrong in them, and what they decide."""

from typing import Protocol


class Notes(Protocol):
    """Where the notes of a run are kept."""

    def add_alarm(self, alarm: str) -> None:
        """Add a text to print at the end, even with --quiet."""
        ...

    def add_remark(self, remark: str) -> None:
        """Add a text to print at the end, but not with --quiet."""
        ...
