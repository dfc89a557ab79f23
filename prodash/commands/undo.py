"""undo and redo: the newest batch taken back, and brought back."""

from typing import Annotated

import typer

from prodash.commands.bundles import Way
from prodash.commands.changing import Work, carry_out
from prodash.render.batches import batch_sheet
from prodash.session import Session
from prodash.storage.undoing import Reversal, listing, redoing, reverse, undoing


def undo(
    session: Session,
    way: Way,
    list: Annotated[bool, typer.Option("--list", help="List what can be undone and redone.")] = False,  # noqa: A002
) -> None:
    """Take back the last command that changed files, byte for byte; again for the one before.

    A file that was changed since is refused by name, and then nothing is undone.

    Example: prodash undo --dry-run
    """
    if list:
        session.put_right()
        session.show(batch_sheet(listing(session.root)), way.format)
        return
    carry_out(session, way, lambda: _work(session, undoing(session.root, set_aside=not way.dry_run)))


def redo(session: Session, way: Way) -> None:
    """Bring back what was undone last.

    Example: prodash redo
    """
    carry_out(session, way, lambda: _work(session, redoing(session.root, set_aside=not way.dry_run)))


def _work(session: Session, reversal: Reversal) -> Work:
    return Work(session.load(), reversal.plan, reversal.edits, lambda: reverse(reversal), None)
