"""Tip: the tracks of the newest commit with all their moves, and what it takes to continue from there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from prodash.storage.history.ledger import Ledger

StageList: TypeAlias = Sequence[tuple[str, str]]
"""The id and the name of each stage, in their order."""


class TipDetails(NamedTuple):
    """What only the next commits need.

    blobs        the blob of each track, by path
    stages       the stages
    unreadable   the versions of tracks without a stage that can be read
    marks        the newest commit and some older ones, of which a rebase probably keeps one
    """

    blobs: Mapping[str, str]
    stages: StageList
    unreadable: Collection[str]
    marks: Sequence[str]


class Tip(NamedTuple):
    """The newest commit, by its id.

    last, removed   the last move of each track, and the move that removed it, by path
    renames         the number of the set of renames of stages
    unreadable      how many versions of tracks have no stage that can be read
    missing         the blobs of versions that this clone does not have
    details         a function that returns the details; those of a kept tip may raise one of MALFORMED
    """

    commit: str
    ledger: Ledger
    last: Mapping[str, int]
    removed: Mapping[str, int]
    renames: int
    unreadable: int
    missing: Collection[str]
    details: Callable[[], TipDetails]
