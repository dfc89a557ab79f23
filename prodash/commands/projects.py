"""projects: releases, albums and client jobs."""

from prodash.model.catalogue.kinds import PROJECT
from prodash.render.formats.left_out import uncounted_remarks
from prodash.render.formats.output import Output
from prodash.render.sheets.projects import project_sheet
from prodash.session.session import Session


def projects(session: Session, output: Output) -> None:
    """List the projects as a tree; add, change or remove them.

    A project is a release, an album or a client job. add, set, rename, move and remove change them.

    Example: prodash projects
    """
    catalogue = session.load()
    session.outcome.remarks += uncounted_remarks(catalogue, PROJECT)
    session.show(project_sheet(catalogue, session.today), output)
