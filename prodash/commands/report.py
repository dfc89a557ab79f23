"""report: the catalogue as a page that anybody can read."""

from typing import Annotated

import typer

from prodash.completion import values
from prodash.errors import UsageError
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.render.report.report import Page, as_page, is_ours, says_the_same
from prodash.render.terminal.words import count
from prodash.session.generated_file import STDOUT, GeneratedFile, write_output
from prodash.session.session import Session

_PAGE = GeneratedFile("page", is_ours, says_the_same)
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
    _require_page(file)
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if)
    heading = (title or "").strip() or session.root.resolve().name or "Catalogue"
    page = Page(heading, selected, filters, session.outcome.problems, session.today, details=not no_details)
    summary = f"a page of {count(len(selected.tracks), 'track')}"
    write_output(session, file, as_page(catalogue, page), _PAGE, summary)


def _require_page(file: str) -> None:
    if file != STDOUT and not file.casefold().endswith(_ENDINGS):
        raise UsageError(
            f"{file!r} does not end in .html; write 'prodash report FILE.html', with tracks behind it"
        )
