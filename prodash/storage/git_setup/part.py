"""Part: some steps of a setup, and what writes them."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.model.plan.setup_step import SetupState, SetupStep


def nothing() -> None:
    """Write nothing."""


class Part(NamedTuple):
    """The *steps* that belong together, and *write*, which makes those that change something."""

    steps: tuple[SetupStep, ...]
    write: Callable[[], None] = nothing


def state_after(*, undo: bool, is_there: bool) -> SetupState:
    """What becomes of something that is there or not."""
    if undo:
        return SetupState.REMOVED if is_there else SetupState.ABSENT
    return SetupState.PRESENT if is_there else SetupState.ADDED
