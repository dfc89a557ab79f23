"""Git setup: what `git-setup` adds to a clone or removes from it, as rows."""

from collections.abc import Sequence

from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, DIM

_WORDS = {
    SetupState.PRESENT: "already there",
    SetupState.ABSENT: "not there",
    SetupState.LEFT: "left alone",
}


def setup_sheet(steps: Sequence[SetupStep], *, written: bool) -> Sheet[SetupStep]:
    """A sheet with one row per step; unless they are *written*, it says what would be done."""

    def state(step: SetupStep) -> Cell:
        if step.state.changes_something:
            return Cell(f"{'' if written else 'would be '}{step.state}", BOLD)
        return Cell(_WORDS[step.state], DIM)

    return Sheet(
        kind="git-setup",
        noun="steps",
        columns=(
            Column("setting", lambda step: step.setting, lambda step: Cell(step.setting)),
            Column("state", lambda step: step.state.value, state),
            Column("place", lambda step: step.place, lambda step: Cell(step.place, DIM), drop_order=1),
            Column("value", lambda step: step.value or None),
            Column("reason", lambda step: step.reason or None),
        ),
        rows=steps,
        identify=lambda step: step.setting,
        locate=lambda _: "",
        facts={"written": written},
    )
