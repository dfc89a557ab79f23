"""Setup plan: some steps of a setup, and what writes them."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.storage.batch.replace import FileEdit
from prodash.storage.git_setup.file_edit import require_writable, write_edit


def nothing() -> None:
    """Write nothing."""


class SetupPlan(NamedTuple):
    """The *steps* that belong together, and *write*, which makes those that change something."""

    steps: tuple[SetupStep, ...]
    write: Callable[[], None] = nothing

    @classmethod
    def of_file(cls, steps: tuple[SetupStep, ...], edit: FileEdit) -> "SetupPlan":
        """The plan that makes *edit*, if that changes something; raises RefusedError if it cannot be written."""
        if edit.new == edit.old:
            return cls(steps)
        require_writable(edit)
        return cls(steps, lambda: write_edit(edit))


def state_after(*, undo: bool, is_there: bool) -> SetupState:
    """What becomes of something that is there or not."""
    if undo:
        return SetupState.REMOVED if is_there else SetupState.ABSENT
    return SetupState.PRESENT if is_there else SetupState.ADDED
