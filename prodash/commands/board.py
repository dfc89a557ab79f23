"""board: stages side by side, tracks as cards."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.views.board import board as board_of
from prodash.model.views.group_fields import STAGE, resolve_grouping
from prodash.options.grouping import By
from prodash.options.output import FormatOptions, limit_option
from prodash.render.board.heights import fit_height
from prodash.render.board.markdown import board_markdown
from prodash.render.board.picture import BoardPicture
from prodash.render.board.sheet import board_sheet
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output
from prodash.render.sheets.tracks import inherited_remarks
from prodash.render.terminal.words import pluralise
from prodash.session.answer import lines_above
from prodash.session.session import Session


def board(
    session: Session,
    by: By = STAGE,
    limit: Annotated[
        int | None, limit_option("Show the first N cards of each column and say how many there are.")
    ] = None,
    *,
    all_cards: Annotated[
        bool, typer.Option("--all-cards", help="Show every card, not only as many as fit the terminal.")
    ] = False,
    stuck: Annotated[
        bool, typer.Option("--stuck", help="Mark the cards of tracks that 'prodash stuck' lists.")
    ] = False,
    filters: Filters,
    fail_if: FailIf,
    output: Annotated[Output, FormatOptions],
) -> None:
    """Show the stages side by side, with tracks as cards.

    The soonest due are on top. A terminal shows as many cards as it has lines. --format markdown makes a table for pull requests and chats.

    Example: prodash board --project night-shift --by workflow
    """
    catalogue, today = session.load(), session.today
    field = resolve_grouping(catalogue, by)
    tracks = session.select(catalogue, filters, fail_if).tracks
    view = board_of(catalogue, tracks, today, field).limited(limit)
    if filters.limits_stages:
        view = view.without_empty
    marks = _stuck(session, catalogue, tracks) if stuck else {}
    picture = BoardPicture(view, catalogue, today, session.console.screen, stuck=marks)
    if limit is None and not all_cards and output.allows_picture:
        picture = _fitted(session, picture, output)
    session.outcome.remarks += inherited_remarks(catalogue, picture.board.shown, output)
    formats = (
        FORMATS if output.columns else {**FORMATS, "markdown": board_markdown(view, catalogue, today, marks)}
    )
    sheet = board_sheet(view, catalogue, today, marks if stuck else None)
    session.show(sheet, output, lambda *_: picture.text, formats)


def _stuck(session: Session, catalogue: Catalogue, tracks: Sequence[Track]) -> Mapping[str, str]:
    """The days of those of *tracks* that are stuck, in words, by path; adds a remark on how many they are."""
    from prodash.render.sheets.track_times import age_text
    from prodash.session.history.stuck import stuck_among

    found = stuck_among(session, catalogue, tracks)
    if session.history(catalogue).chains:
        number = pluralise(len(found.stuck), "track")
        words = f"{number} stuck; 'prodash stuck' says why" if found.stuck else "no track is stuck"
        session.outcome.add_remark(words)
    return {one.track.path: age_text(one.time) for one in found.stuck}


def _fitted(session: Session, picture: BoardPicture, output: Output) -> BoardPicture:
    """*picture* with as many cards as the terminal shows above the remarks and the prompt; adds a remark on the others."""
    remarks = [
        *session.outcome.remarks,
        *inherited_remarks(picture.catalogue, picture.board.shown, output),
    ]
    found = fit_height(picture, lines_above(session, remarks))
    if not found.board.hidden_count:
        return found
    found = fit_height(picture, lines_above(session, [*remarks, _hidden_remark(found)]))
    session.outcome.add_remark(_hidden_remark(found))
    return found


def _hidden_remark(picture: BoardPicture) -> str:
    board = picture.board
    return f"{len(board.shown):,} of {board.card_count:,} cards shown; --all-cards shows all"
