"""workflows: what a track can still need."""

from prodash.model.catalogue.kinds import WORKFLOW
from prodash.render.formats.left_out import uncounted_remarks
from prodash.render.formats.output import Output
from prodash.render.sheets.workflows import workflow_sheet
from prodash.session.session import Session


def workflows(session: Session, output: Output) -> None:
    """List the workflows; add, change or remove them.

    A workflow is something that a track still needs, such as mastering or artwork; a track can need several. Its stage
    says how far along it is. add, set, rename, move and remove change the workflows.

    Example: prodash workflows
    """
    catalogue = session.load()
    session.outcome.remarks += uncounted_remarks(catalogue, WORKFLOW)
    session.show(workflow_sheet(catalogue, session.console.screen), output)
