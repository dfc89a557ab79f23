"""dashboard: the state of the catalogue on one screen."""

from collections.abc import Sequence

from prodash import shell
from prodash.model.select.filters import Filters
from prodash.model.views.attention import Attention
from prodash.model.views.dashboard import dashboard as dashboard_of
from prodash.render.dashboard.dashboard import dashboard_picture
from prodash.render.dashboard.sheet import dashboard_sheet
from prodash.render.formats.output import Output
from prodash.render.terminal.screen import Screen
from prodash.session.history_reader import recent_if_any
from prodash.session.paths import catalogue_name
from prodash.session.session import Session


def dashboard(session: Session, output: Output) -> None:
    """Show stages, due dates and what needs attention.

    'prodash' without a command shows it too. Each line about what needs attention ends with a command that shows more.

    Example: prodash dashboard
    """
    catalogue = session.load()
    tracks = session.select(
        catalogue, Filters(), with_all=shell.command(*session.options.program_words, "breakdown", "--all")
    ).tracks
    # After the dashboard, many problems would push it off the screen.
    if problems := session.outcome.take_unshown_problems():
        from prodash.session.notes import print_problems

        print_problems(session, problems, apart=True)
    view = dashboard_of(catalogue, tracks, session.outcome.problems, session.today)
    name = catalogue_name(session.root)

    def picture(rows: Sequence[Attention], screen: Screen) -> str:
        shown = view._replace(attention=tuple(rows), recent=recent_if_any(session, catalogue, tracks))
        return dashboard_picture(catalogue, name, shown, screen, session.options.program)

    session.show(dashboard_sheet(catalogue, view, session.options.program), output, picture)
