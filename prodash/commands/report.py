"""report: the catalogue as a page that anybody can read."""

from typing import Annotated

import typer

from prodash.commands.own_file import STDOUT, Sort, give
from prodash.completion import values
from prodash.errors import UsageError
from prodash.model.filters import Filters
from prodash.model.query import FailIf
from prodash.render.report import Page, as_page, is_ours, says_the_same
from prodash.render.words import count
from prodash.session import Session

_PAGE = Sort("page", "it", is_ours, says_the_same)
_ENDINGS = (".html", ".htm")


def report(
    session: Session,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE.html]", help="The page to write; - writes to stdout."),
        values.FILES,
    ] = "report.html",
    *,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The page's title, not the folder's name.")
    ] = None,
    no_details: Annotated[
        bool, typer.Option("--no-details", help="Without notes, own keys and paths of files.")
    ] = False,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a page with the dashboard, the board, the due dates and all selected tracks, for any browser.

    It is one file that loads nothing from anywhere, and it has nothing about other tracks.

    Example: prodash report harbour.html --project harbour
    """
    if file != STDOUT and not file.casefold().endswith(_ENDINGS):
        raise UsageError(
            f"{file!r} does not end in .html; write 'prodash report FILE.html', with tracks behind it"
        )
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if)
    problems = session.problems
    if not (filters.ask_for_nothing or filters == Filters(all=True)):
        # A page about some tracks may be for somebody who must not see the others.
        shown = {*(track.path for track in selected.tracks), *selected.unread}
        problems = tuple(problem for problem in problems if problem.place.path in shown)
    heading = title or session.root.resolve().name or "Catalogue"
    page = Page(heading, selected.tracks, problems, session.today, details=not no_details)
    told = f"a page of {count(len(selected.tracks), 'track')}"
    give(session, file, as_page(catalogue, page), _PAGE, told)
