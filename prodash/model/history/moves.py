"""Moves: every change of a track's stage, and when it came into the catalogue and left it."""

from typing import NamedTuple

from prodash.model.history.history import Chain, Moment


class Move(NamedTuple):
    """From the stage *before* to the stage *after*; None stands for no track.

    moment   when it was made, but never earlier than the move before it, whatever the clocks said
    commit   the id of its commit; empty if it is not committed
    path     the file then
    is_cut   whether the track was there before, in commits that a shallow clone does not have
    """

    before: str | None
    after: str | None
    moment: Moment
    author: str
    commit: str
    path: str
    is_cut: bool = False

    @property
    def is_between_stages(self) -> bool:
        """Whether the track was there before and after, so that it was neither added nor removed."""
        return self.before is not None and self.after is not None


# Makes a named tuple without calling its Python-level __new__, which is slow for thousands of moves.
_make = tuple.__new__


def start_times(chain: Chain) -> list[int]:
    """From when on each observation holds, in seconds: never earlier than the one before it, whatever the clocks said."""
    found: list[int] = []
    latest = 0
    for observation in chain:
        seconds = observation.moment.seconds
        latest = max(latest, seconds)
        found.append(latest)
    return found


def moves(chain: Chain) -> tuple[Move, ...]:
    """The moves of one track from the oldest to the newest; the first one is its appearance."""
    found: list[Move] = []
    before: str | None = None
    for seconds, (stage, (_, offset), author, commit, path, is_cut) in zip(
        start_times(chain), chain, strict=True
    ):
        moment = Moment(seconds, offset)
        found.append(_make(Move, (before, stage, moment, author, commit, path, is_cut)))
        before = stage
    return tuple(found)
