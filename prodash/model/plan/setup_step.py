"""Setup step: one thing that `git-setup` adds to a clone or removes from it, as a value."""

from enum import StrEnum
from typing import NamedTuple


class SetupState(StrEnum):
    """What became of a step."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    PRESENT = "present"
    ABSENT = "absent"
    LEFT = "left"

    @property
    def changes_something(self) -> bool:
        """Whether something is written for it."""
        return self in {SetupState.ADDED, SetupState.CHANGED, SetupState.REMOVED}


class SetupStep(NamedTuple):
    """One setting, what it is set to, where it is, and what became of it.

    reason   why it is left alone; otherwise empty
    """

    setting: str
    value: str
    place: str
    state: SetupState
    reason: str = ""
