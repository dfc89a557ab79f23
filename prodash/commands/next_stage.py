"""next and back: tracks move to the next stage, or to the one before."""

from functools import partial

from prodash.model.change.assignment import Assignment
from prodash.model.names.keywords import NEXT, PREVIOUS
from prodash.model.select.filters import Filters
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks, plan_assignments
from prodash.session.session import Session


def next_stage(session: Session, filters: Filters, options: ChangeOptions) -> None:
    """Move tracks to the next stage.

    It is short for set stage=next. Tracks in the last stage stay there.

    Example: prodash next midnight-drive
    """
    _set_stage(session, filters, options, NEXT)


def back(session: Session, filters: Filters, options: ChangeOptions) -> None:
    """Move tracks back to the stage before.

    It is short for set stage=previous. Tracks in the first stage stay there. To take back your last change, use undo.

    Example: prodash back midnight-drive
    """
    _set_stage(session, filters, options, PREVIOUS)


def _set_stage(session: Session, filters: Filters, options: ChangeOptions, value: str) -> None:
    step = [Assignment("stage", "=", value)]
    plan = partial(plan_assignments, session, assignments=step)
    change_tracks(session, filters, options, plan)
