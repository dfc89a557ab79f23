"""report: the catalogue as a web page."""

from collections.abc import Sequence
from operator import eq
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from prodash.completion import choices
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected, in_order
from prodash.options.option_group import OptionGroup
from prodash.render.report.covers import NO_COVERS, Covers
from prodash.render.report.report import Page, as_page, is_generated
from prodash.render.terminal.words import pluralise
from prodash.session.generated_file import STDOUT, GeneratedFile, can_publish, write_output
from prodash.session.history_reader import history_if_any
from prodash.session.paths import catalogue_name
from prodash.session.session import Session

_PAGE = GeneratedFile("page", is_generated, eq)
_ENDINGS = (".html", ".htm")


class AskedPage(NamedTuple):
    """What the user says of the page: its title, and what is in it."""

    title: str = ""
    no_details: bool = False
    covers: bool = False


class PageOptions(OptionGroup, builds=AskedPage):
    """Options that say what the page is called, and what is in it."""

    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar="TEXT",
            help="The title of the page; otherwise that of the folder, made readable.",
        ),
    ] = None
    no_details: Annotated[
        bool, typer.Option("--no-details", help="Leave out notes, custom fields and file paths.")
    ] = False
    covers: Annotated[
        bool, typer.Option("--covers", help="Show the pictures that tracks and projects name as their cover.")
    ] = False


def report(
    session: Session,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE.html]", help="The page to write; - writes to stdout."),
        choices.FILES,
    ] = "report.html",
    *,
    asked: Annotated[AskedPage, PageOptions],
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page afterwards, also if it was up to date.")
    ] = False,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a web page: dashboard, board, due dates, tracks.

    The page is one file, loads nothing from the internet and says nothing about other tracks. In a git repository it also
    shows the stages over time, a forecast, and the last moves.

    Example: prodash report harbour.html --project harbour
    """
    _require_page(file, open_page=open_page)
    catalogue = session.load()
    if not can_publish(session, catalogue, file):
        return
    selected = session.select(catalogue, filters, fail_if)
    page = _page(session, catalogue, selected, filters, asked)
    summary = f"a page of {pluralise(len(selected.tracks), 'track')}"
    if write_output(session, file, as_page(catalogue, page), _PAGE, summary) and open_page:
        _open(session, file)


def _page(
    session: Session, catalogue: Catalogue, selected: Selected, filters: Filters, asked: AskedPage
) -> Page:
    """The page as *asked* of the *selected* tracks; without git it has no history."""
    return Page(
        asked.title.strip() or catalogue_name(session.root),
        selected,
        filters,
        session.outcome.problems,
        # The page is for others too, who have another calendar than the one who makes it.
        session.environment.today,
        details=not asked.no_details,
        history=history_if_any(session, catalogue, with_remarks=True),
        covers=_covers(session, catalogue, selected.tracks) if asked.covers else NO_COVERS,
    )


def _covers(session: Session, catalogue: Catalogue, tracks: Sequence[Track]) -> Covers:
    from prodash.session.covers import covers_of

    return covers_of(session, catalogue, in_order(catalogue, tracks))


def _open(session: Session, file: str) -> None:
    """Open the page; raises OpenerError."""
    from prodash.storage.external.opener import open_with_system

    open_with_system(str(Path.cwd() / file), session.environment.opener, session.environment.variables)
    session.outcome.remarks.append(f"opened {file}")


def _require_page(file: str, *, open_page: bool) -> None:
    if file == STDOUT and open_page:
        raise UsageError(
            "--open needs a file, and - writes to stdout; name one, as in 'prodash report --open'"
        )
    if file != STDOUT and not file.casefold().endswith(_ENDINGS):
        raise UsageError(
            f"{file!r} does not end in .html; to select tracks, write 'prodash report FILE.html TRACK'"
        )
