"""Prepared change: a plan with the bytes to write for it."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.plan.plan import ChangePlan
from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.change.edits import plan_edits


class PreparedChange(NamedTuple):
    """A plan with the bytes to write for it.

    problems          the errors in the files after writing; None if only loading the catalogue again can tell
    write             called instead of writing a new batch; returns False if the disk cannot flush files
    name              what the change is called, as in `Undo 'prodash set stage=next', made just now`; it is shown first
    remarks           what is said on stderr below the plan
    warnings          what the user must know before, so that a terminal asks
    hide_field        whether the plan omits the field's name, because the user typed it
    inverse_command   the command that takes the change back: undo, or redo for an undo
    """

    catalogue: Catalogue
    plan: ChangePlan
    edits: tuple[FileEdit, ...]
    problems: tuple[Problem, ...] | None = None
    write: Callable[[], bool] | None = None
    name: str = ""
    remarks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    hide_field: bool = False
    inverse_command: str = "undo"


def prepare_change(session: Session, catalogue: Catalogue, plan: ChangePlan) -> PreparedChange:
    """Compute the bytes to write for *plan*; raises RefusedError with each file that cannot be changed safely."""
    with session.console.progress("checking {} of {} files") as report:
        edits = plan_edits(session.root, catalogue, plan, report, session.environment.variables)
    return PreparedChange(catalogue, plan, edits.files, edits.problems)


def prepare_skipping_refused(session: Session, catalogue: Catalogue, plan: ChangePlan) -> PreparedChange:
    """Compute the bytes to write for *plan* without the files that cannot be changed safely; print why for each."""
    while True:
        try:
            return prepare_change(session, catalogue, plan)
        except RefusedError as error:
            for path, reason in error.reasons:
                session.console.print_err(f"{session.display_path(path)}: skipped: {reason}")
            plan = plan.without({path for path, _ in error.reasons})
