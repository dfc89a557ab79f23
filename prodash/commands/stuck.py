"""stuck: tracks that have been in their stage for unusually long."""

from typing import Annotated

import typer

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.stuck import StuckTracks
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS, FailIf, Selected
from prodash.options.output import number_of_days
from prodash.render.formats.left_out import without_history_remark
from prodash.render.formats.output import Output, arrange
from prodash.render.sheets.stuck import DUE_FROM, stuck_sheet
from prodash.render.sheets.tracks import inherited_remarks
from prodash.render.terminal.words import pluralise
from prodash.session.history.stuck import stuck_among
from prodash.session.session import Session


def stuck(
    session: Session,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            parser=number_of_days,
            metavar="N",
            help="Stuck means N days or more, whatever is usual in the stage.",
        ),
    ] = None,
    *,
    filters: Filters,
    fail_if: FailIf,
    output: Output,
) -> None:
    """List tracks that are in their stage unusually long.

    Unusually long is longer than 85 of 100 tracks stayed in that stage, by git's history, or longer than 30 days if fewer
    than 10 have left it. The longest comes first. If older commits are missing, as in most CI, it exits with 1.

    Example: prodash stuck --stage mixing --days 60
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters, with_all="")
    found = stuck_among(session, catalogue, selected.tracks, days)
    _record(session, catalogue, selected, found, fail_if)
    if filters.is_empty and catalogue.is_empty:
        session.outcome.add_remark(NO_TRACKS)
    sheet = stuck_sheet(catalogue, session.history(catalogue), found.stuck, session.today)
    if session.console.screen.columns >= DUE_FROM:
        shown = [one.track for one in arrange(sheet, output).rows]
        session.outcome.remarks += inherited_remarks(catalogue, shown, output)
    session.show(sheet, output)


def _record(
    session: Session, catalogue: Catalogue, selected: Selected, found: StuckTracks, fail_if: FailIf
) -> None:
    """Record what decides the exit code, and what to say of the tracks that are not stuck."""
    history, outcome = session.history(catalogue), session.outcome
    tracks = tuple(one.track for one in found.stuck)
    outcome.condition_met = fail_if.holds(selected._replace(tracks=tracks, unread=()))
    cannot_tell = bool(found.without_history) and not history.chains
    outcome.incomplete = history.is_incomplete or (cannot_tell and fail_if.fail_if_any)
    if found.without_history and not cannot_tell:
        outcome.add_remark(without_history_remark(found.without_history))
    if not (found.stuck or cannot_tell or selected.why_nothing or catalogue.is_empty):
        outcome.add_remark(_none_is_stuck(selected, found))


def _none_is_stuck(selected: Selected, found: StuckTracks) -> str:
    if found.others or found.without_history or not selected.tracks:
        return f"no track is stuck, of {pluralise(found.others, 'active track')}"
    return "no track is stuck; all of them are finished or archived"
