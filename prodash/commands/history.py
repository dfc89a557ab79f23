"""history: who moved which track, and when."""

import sys
from collections.abc import Sequence
from typing import Annotated

from prodash.model.history.move_filters import MoveFilters
from prodash.model.history.track_moves import TrackMove, track_moves
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected
from prodash.options.history import MoveOptions
from prodash.render.formats.output import Output
from prodash.render.sheets.moves import move_sheet, removed_remarks
from prodash.render.terminal.screen import Screen
from prodash.render.views.moves import move_days
from prodash.session.choose_tracks import record_short_history
from prodash.session.history.moves import select_with_removed, why_nothing_moved, with_titles
from prodash.session.session import Session


def history(
    session: Session,
    asked: Annotated[MoveFilters, MoveOptions],
    *,
    filters: Filters,
    fail_if: FailIf,
    output: Output,
) -> None:
    """Tell who moved which track and when, as git knows it.

    The newest move comes first. Archived and removed tracks are included, and a move that is not committed yet counts as
    yours. Filters select tracks as they are now; name a removed track by its id.

    Example: prodash history --since monday
    """
    catalogue = session.load()
    known = session.history(catalogue)
    selected, paths = select_with_removed(session, catalogue, known, filters)
    every = track_moves(catalogue, known, paths)
    moves = asked.select(every, known, session.today)
    session.outcome.condition_met = fail_if.holds(Selected((), tuple(one.path for one in moves)))
    record_short_history(session, catalogue, fail_if)
    if sys.stderr.isatty():
        session.outcome.remarks += asked.days.remarks(session.today)
    if not moves and not selected.why_nothing:
        session.outcome.add_remark(why_nothing_moved(session, known, asked, every))
    session.outcome.remarks += removed_remarks(known, moves, output)
    sheet = move_sheet(catalogue.stages, known, with_titles(session, known, moves, output))

    def days(rows: Sequence[TrackMove], screen: Screen) -> str:
        return move_days(sheet, rows, session.today, screen)

    # In another order, one day would be told in many places.
    session.show(sheet, output, days if set(output.sort) <= _BY_TIME else None)


_BY_TIME = {"when", "-when"}
