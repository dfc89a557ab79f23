"""Stuck: those of some tracks that are stuck, for the commands that tell it."""

from collections.abc import Iterable
from functools import partial

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.stuck import StuckTracks, find_stuck, stuck_rules
from prodash.session.session import Session


def stuck_among(
    session: Session, catalogue: Catalogue, tracks: Iterable[Track], days: int | None = None
) -> StuckTracks:
    """The stuck ones of *tracks*: in their stage for so many *days*, or for longer than others.  Raises GitError."""
    clock = Clock.of(catalogue.stages, session.today)
    rules = stuck_rules(session.history(catalogue), clock, days)
    return find_stuck(tracks, partial(session.time_of, catalogue), rules, clock)
