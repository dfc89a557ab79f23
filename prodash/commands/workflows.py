"""workflows: what a track can still need."""

from prodash.render.formats.output import Output
from prodash.render.sheets.workflows import workflow_sheet
from prodash.session.session import Session


def workflows(session: Session, output: Output) -> None:
    """The workflows in order, each with its colour, category and the number of tracks that need it.

    add, rename, move and remove change them.

    Example: prodash workflows
    """
    session.show(workflow_sheet(session.load(), session.console.screen), output)
