"""next and back: tracks move one stage on, or one stage back."""

from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import plan_changes
from prodash.model.names.keywords import NEXT, PREVIOUS
from prodash.model.select.filters import Filters
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks
from prodash.session.session import Session


def next_stage(session: Session, filters: Filters, options: ChangeOptions) -> None:
    """Move tracks to the next stage.

    It is short for set stage=next. Tracks in the last stage stay there.

    Example: prodash next midnight-drive
    """
    _step(session, filters, options, NEXT)


def back(session: Session, filters: Filters, options: ChangeOptions) -> None:
    """Move tracks back to the stage before.

    It is short for set stage=previous. Tracks in the first stage stay there. undo takes back a change.

    Example: prodash back midnight-drive
    """
    _step(session, filters, options, PREVIOUS)


def _step(session: Session, filters: Filters, options: ChangeOptions, word: str) -> None:
    step = [Assignment("stage", "=", word)]
    change_tracks(
        session, filters, options, lambda catalogue, selected: plan_changes(catalogue, selected, step)
    )
