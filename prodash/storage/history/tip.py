"""Tip: the tracks of the newest commit with all their moves, and what it takes to continue from there."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from prodash.storage.disk.locate import STAGES
from prodash.storage.history.facts import CommitFacts, Facts
from prodash.storage.history.ledger import Ledger
from prodash.storage.history.state import File, State
from prodash.storage.history.versions import StageList

_MOST_MARKS = 24


class TipDetails(NamedTuple):
    """What only the next commits need.

    blobs        the blob of each track, by path
    stages       the stages
    unreadable   the versions of tracks without a stage that can be read
    marks        the commit, and older ones that may still be there when it is not
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
    missing         how many versions this clone does not have
    details         a function that returns the details; those of a remembered tip may raise one of MALFORMED
    """

    commit: str
    ledger: Ledger
    last: Mapping[str, int]
    removed: Mapping[str, int]
    renames: int
    unreadable: int
    missing: int
    details: Callable[[], TipDetails]

    def state(self) -> State:
        """The state from which the next commits are followed."""
        details = self.details()
        state = State()
        state.files = {path: File(details.blobs[path], move) for path, move in self.last.items()}
        state.gone = dict(self.removed)
        state.stages, state.renames = details.stages, self.renames
        return state


def make_tip(
    commits: Iterable[CommitFacts], facts: Facts, ledger: Ledger, state: State, before: TipDetails | None
) -> Tip:
    """The tip after *commits*, of which the last one has *state*; *before* are the details of the tip before them."""
    parents: dict[str, Sequence[str]] = {}
    unreadable, missing = {*before.unreadable} if before else set(), set()
    for commit in commits:
        parents[commit.id] = commit.parents
        for path, blob in commit.changes:
            if blob in facts.missing:
                missing.add(blob)
            elif blob and path != STAGES and not facts.stages[blob]:
                unreadable.add(blob)
    newest = next(reversed(parents))
    marks = [*_marks(newest, parents), *(before.marks if before else ())]
    details = TipDetails(
        {path: file.blob for path, file in state.files.items()},
        state.stages,
        unreadable,
        [*dict.fromkeys(marks)][:_MOST_MARKS],
    )
    last = {path: file.move for path, file in state.files.items()}
    return Tip(
        newest, ledger, last, state.gone, state.renames, len(unreadable), len(missing), lambda: details
    )


def _marks(commit: str, parents: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """*commit* and those 1, 2, 4, 8 ... commits before it, along the first parents."""
    step = 0
    while True:
        if step & (step - 1) == 0:
            yield commit
        if not parents.get(commit):
            return
        commit, step = parents[commit][0], step + 1
