"""History: what the commits of git, and the files that are not committed yet, say about the stage of each track.

added      seed   5 June, Ann           an observation
           |
stage set  mixing 2 July, Ben           an observation
           |
removed    None   9 July, Ann           the newest observation; together they are a chain
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from prodash.model.catalogue.value import Value

_DAY_MINUTES = 24 * 60

YOU = "you"
"""The author of what is not committed yet."""


class Moment(NamedTuple):
    """A time in *seconds* since 1970, and how many minutes *offset* east of UTC its author was."""

    seconds: int
    offset: int = 0

    @property
    def iso(self) -> str:
        """The time in ISO 8601, with the offset of its author; in UTC if a damaged commit has one of days."""
        zone = timezone(timedelta(minutes=self.offset if abs(self.offset) < _DAY_MINUTES else 0))
        return datetime.fromtimestamp(self.seconds, zone).isoformat()


class Observation(NamedTuple):
    """The stage that a track had from a moment on.

    stage      the id of a stage, or what is written there if no stage has that name; None if the file was removed
    moment     when the author made it, but never later than now
    author     who made it
    commit     the id of the commit; empty if it is not committed
    path       the file, relative to the catalogue
    is_cut     whether the track was there before, in commits that a shallow clone does not have
    """

    stage: str | None
    moment: Moment
    author: str
    commit: str
    path: str
    is_cut: bool = False


Chain = Sequence[Observation]
"""The observations of one track from the oldest to the newest; each has another stage than the one before."""


class History(NamedTuple):
    """The chains of the tracks that there are, and of those that were removed, by path; a track without one has none.

    is_cut       whether the clone is shallow, so that older commits are missing
    unreadable   how many versions of tracks have no stage that can be read, and are passed over
    missing      how many versions a partial clone does not have, and are passed over
    future       how many observations their authors dated later than now, and count as now
    """

    chains: Mapping[str, Chain]
    removed: Mapping[str, Chain]
    is_cut: bool = False
    unreadable: int = 0
    missing: int = 0
    future: int = 0

    @property
    def is_incomplete(self) -> bool:
        """Whether commits or versions are missing, so that tracks may be in their stages for longer than is known."""
        return self.is_cut or self.missing > 0

    @property
    def gaps(self) -> dict[str, Value]:
        """What the history lacks, by name, for the facts of an answer."""
        return {name: getattr(self, name) for name in ("is_cut", "unreadable", "missing", "future")}


NO_HISTORY = History({}, {})
