"""projects: releases, albums and client jobs."""

from prodash.render.formats.output import Output
from prodash.render.sheets.projects import project_sheet
from prodash.session.session import Session


def projects(session: Session, output: Output) -> None:
    """List the projects as a tree, with due dates and their tracks.

    A project is a release, an album or a client job. add, set, rename, move and remove change them.

    Example: prodash projects
    """
    session.show(project_sheet(session.load(), session.today), output)
