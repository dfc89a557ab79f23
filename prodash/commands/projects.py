"""projects: releases, albums and client jobs."""

from prodash.commands.options import FormatName
from prodash.render.projects import project_sheet
from prodash.session import Session


def projects(session: Session, format: FormatName = "table") -> None:  # noqa: A002
    """The projects, each below the one that it is inside, with due date and the number of tracks in it.

    add, rename, move and remove change them.

    Example: prodash projects
    """
    session.show(project_sheet(session.load(), session.today), format)
