"""board: stages side by side, tracks as cards."""

from typing import Annotated

from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.views.board import board as board_of
from prodash.model.views.grouping import STAGE, resolve_grouping
from prodash.options.grouping import By
from prodash.options.output import FormatOptions, limit_option
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output
from prodash.render.views.board import board_picture
from prodash.render.views.board_markdown import board_markdown
from prodash.render.views.board_sheet import board_sheet
from prodash.session.session import Session


def board(
    session: Session,
    by: By = STAGE,
    limit: Annotated[
        int | None, limit_option("Show the first N cards of each column and say how many there are.")
    ] = None,
    *,
    filters: Filters,
    fail_if: FailIf,
    output: Annotated[Output, FormatOptions],
) -> None:
    """Show the stages side by side, with their tracks as cards.

    The soonest due are on top. ↑ marks a date that comes from a project. --format markdown makes a table for pull requests and chats.

    Example: prodash board --project night-shift --by workflow
    """
    catalogue, today = session.load(), session.today
    field = resolve_grouping(catalogue, by)
    tracks = session.select(catalogue, filters, fail_if).tracks
    view = board_of(catalogue, tracks, today, field).limited(limit)
    if filters.limits_stages:
        view = view.without_empty
    formats = FORMATS if output.columns else {**FORMATS, "markdown": board_markdown(view, catalogue, today)}
    session.show(
        board_sheet(view, catalogue, today),
        output,
        lambda _, screen: board_picture(view, catalogue, today, screen),
        formats,
    )
