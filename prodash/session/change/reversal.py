"""Reversal: the undo or redo of a batch as a change to show, with its name."""

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.session.change.prepared import PreparedChange
from prodash.session.session import Session
from prodash.storage.undo.apply import apply_reversal
from prodash.storage.undo.reversal import Reversal


def as_change(session: Session, catalogue: Catalogue, reversal: Reversal, verb: str) -> PreparedChange:
    """The change that *reversal* makes; names the files that it leaves out."""
    for file in reversal.left_out:
        session.console.print_err(f"{session.display_path(file.path)}: skipped: {file.reason}")
    name = f"{verb} {shell.in_quotes(reversal.batch.command)} of {reversal.batch.when}"
    return PreparedChange(
        catalogue,
        reversal.plan,
        reversal.edits,
        write=lambda: apply_reversal(session.files.journal, reversal),
        name=name,
        reversal="redo" if verb == "Undo" else "undo",
    )
