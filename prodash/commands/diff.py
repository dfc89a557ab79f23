"""diff: what differs between two versions of the catalogue."""

from typing import Annotated

import typer

from prodash.completion.choices import REVISIONS
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.options.filters import EveryTrackOptions, FailIfDifferentOptions
from prodash.render.changes.difference_sheet import difference_sheet
from prodash.render.formats.output import Output
from prodash.session.history.versions import compare_versions
from prodash.session.session import Session


def diff(
    session: Session,
    revisions: Annotated[
        str | None,
        typer.Argument(
            metavar="[REV[..REV]]",
            help="A commit, branch, tag or date to compare with, or two of them: v1.0, HEAD~3, 'last monday', v1..v2.",
            show_default=False,
        ),
        REVISIONS,
    ] = None,
    *,
    filters: Annotated[Filters, EveryTrackOptions],
    fail_if: Annotated[FailIf, FailIfDifferentOptions],
    output: Output,
) -> None:
    """Show what differs since a commit or a date.

    Without REV, it compares the files with the last commit; with REV, with that one; with A..B, it compares these two. REV
    is a revision of git or else a date, which means the last commit before that day. Filters select tracks as they are in
    the newer version.

    Example: prodash diff "last monday" --project summer-ep
    """
    compared = compare_versions(session, revisions, filters, fail_if)
    session.show(
        difference_sheet(compared.comparison, compared.facts),
        output,
        lambda rows, screen: compared.picture(rows, screen, session.today),
    )
