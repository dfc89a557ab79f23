"""undo and redo: take back the newest batch, and repeat it."""

from collections.abc import Callable
from typing import Annotated

import typer

from prodash import shell
from prodash.render.sheets.batches import batch_sheet
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session
from prodash.storage.batch.undo import Reversal, apply_reversal, list_batches, plan_redo, plan_undo


def undo(
    session: Session,
    options: ChangeOptions,
    list: Annotated[bool, typer.Option("--list", help="List what can be undone and redone.")] = False,  # noqa: A002
) -> None:
    """Take back the last command that changed files, byte for byte.

    Run it again to take back the command before that. If a file was changed since, it is named and nothing is undone.

    Example: prodash undo --dry-run
    """
    if list:
        session.recover_or_warn()
        batches = list_batches(session.files.journal)
        session.show(batch_sheet(batches), options.output)
        if not batches:
            remark = session.files.journal.others_remark()
            session.console.info("; ".join(filter(None, ("there is nothing to undo or redo", remark))))
        return
    ChangeRun(session, options).run(lambda: _prepare(session, plan_undo, options, "Undo"))


def redo(session: Session, options: ChangeOptions) -> None:
    """Repeat the change that was undone last.

    Example: prodash redo
    """
    ChangeRun(session, options).run(lambda: _prepare(session, plan_redo, options, "Redo"))


def _prepare(
    session: Session, plan: Callable[..., Reversal], options: ChangeOptions, verb: str
) -> PreparedChange:
    # Loading comes first: it rolls back an interrupted batch, and so may change which batch is the newest.
    catalogue = session.load()
    reversal = plan(session.files.journal, set_aside=not options.dry_run)
    name = f"{verb} {shell.in_quotes(reversal.batch.command)} of {reversal.batch.when}"
    return PreparedChange(
        catalogue,
        reversal.plan,
        reversal.edits,
        write=lambda: apply_reversal(session.files.journal, reversal),
        name=name,
        reversal="redo" if verb == "Undo" else "undo",
    )
