"""projects: releases, albums and client jobs."""

from prodash.render.formats.output import Output
from prodash.render.sheets.projects import project_sheet
from prodash.session.session import Session


def projects(session: Session, output: Output) -> None:
    """The projects, each below the one that it is inside, with due date and the number of tracks in it.

    add, rename, move and remove change them.

    Example: prodash projects
    """
    session.show(project_sheet(session.load(), session.today), output)
