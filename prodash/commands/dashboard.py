"""dashboard: where the catalogue stands, on one screen."""

from dataclasses import replace

from prodash.model.select.filters import Filters
from prodash.model.views.dashboard import dashboard as dashboard_of
from prodash.render.formats.output import Output
from prodash.render.views.dashboard import dashboard_picture
from prodash.render.views.dashboard_sheet import dashboard_sheet
from prodash.session.session import Session


def dashboard(session: Session, output: Output) -> None:
    """How many tracks are in each stage, what is due, and what needs attention, with the command that shows more.

    'prodash' alone shows it too.

    Example: prodash dashboard
    """
    catalogue = session.load()
    tracks = session.select(
        catalogue, Filters(), with_all=f"'{session.options.program} breakdown --all'"
    ).tracks
    # Many would push the picture off the screen if they came behind it.
    session.print_unshown_problems()
    view = dashboard_of(catalogue, tracks, session.outcome.problems, session.today)
    session.show(
        dashboard_sheet(catalogue, view, session.options.program),
        output,
        lambda rows, screen: dashboard_picture(
            catalogue, replace(view, attention=tuple(rows)), screen, session.options.program
        ),
    )
