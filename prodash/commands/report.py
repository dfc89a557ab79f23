"""report: the catalogue as a web page."""

from operator import eq
from typing import Annotated

import typer

from prodash.completion import choices
from prodash.errors import UsageError
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.render.report.report import Page, as_page, is_generated
from prodash.render.terminal.words import pluralise
from prodash.session.generated_file import STDOUT, GeneratedFile, can_publish, write_output
from prodash.session.history_reader import history_if_any
from prodash.session.session import Session

_PAGE = GeneratedFile("page", is_generated, eq)
_ENDINGS = (".html", ".htm")


def report(
    session: Session,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE.html]", help="The page to write; - writes to stdout."),
        choices.FILES,
    ] = "report.html",
    *,
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="The title of the page; otherwise the name of the folder."
        ),
    ] = None,
    no_details: Annotated[
        bool, typer.Option("--no-details", help="Leave out notes, custom fields and file paths.")
    ] = False,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a web page: dashboard, board, due dates, tracks.

    The page is one file, loads nothing from the internet and says nothing about other tracks. In a git repository it has
    the last moves too, and how long tracks stay in each stage.

    Example: prodash report harbour.html --project harbour
    """
    _require_page(file)
    catalogue = session.load()
    if not can_publish(session, catalogue, file):
        return
    selected = session.select(catalogue, filters, fail_if)
    heading = (title or "").strip() or session.root.resolve().name or "Catalogue"
    history = history_if_any(session, catalogue, with_remarks=True)
    page = Page(
        heading,
        selected,
        filters,
        session.outcome.problems,
        session.today,
        details=not no_details,
        history=history,
    )
    summary = f"a page of {pluralise(len(selected.tracks), 'track')}"
    write_output(session, file, as_page(catalogue, page), _PAGE, summary)


def _require_page(file: str) -> None:
    if file != STDOUT and not file.casefold().endswith(_ENDINGS):
        raise UsageError(
            f"{file!r} does not end in .html; to select tracks, write 'prodash report FILE.html TRACK'"
        )
