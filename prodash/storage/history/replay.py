"""Replay: follow each track through the graph of commits.

Each commit has the tracks of its first parent, each with its last move, and its own changes.  If a merge takes a track, or
only its stage, from another parent, the track has the moves of that parent: so a move keeps its author and date, whichever
branch it was made on, and a move that the merge threw away is not told.
"""

from collections.abc import Iterable, Sequence

from prodash.storage.disk.locate import STAGES
from prodash.storage.history.changes import Changes
from prodash.storage.history.facts import CommitFacts, Facts
from prodash.storage.history.ledger import Ledger
from prodash.storage.history.merge import Merge
from prodash.storage.history.state import State
from prodash.storage.history.versions import renamed_stages


class Replay:
    """Follows commits, parents first, in the *ledger*; `states` has the tracks after those that still have children."""

    def __init__(self, facts: Facts, ledger: Ledger, boundary: Iterable[str] = ()) -> None:
        self.facts, self.ledger = facts, ledger
        self.states: dict[str, State] = {}
        self._boundary = frozenset(boundary)

    def follow(self, commits: Sequence[CommitFacts], tip: str) -> State:
        """The tracks after the last of *commits*, which is *tip*.  Raises KeyError if a parent is unknown."""
        children = {tip: 1}
        for commit in commits:
            for parent in commit.parents:
                children[parent] = children.get(parent, 0) + 1
        for commit in commits:
            parents = [self.states[parent] for parent in commit.parents]
            for parent in commit.parents:
                children[parent] -= 1
            state = parents[0] if parents else State()
            if parents and children[commit.parents[0]]:
                state = state.copy()
            self._add(commit, state, parents[1:])
            for parent in commit.parents:
                if not children[parent]:
                    self.states.pop(parent, None)
            if children.get(commit.id):
                self.states[commit.id] = state
        return self.states[tip]

    def _add(self, commit: CommitFacts, state: State, others: Sequence[State]) -> None:
        """Change *state*, that of the first parent, into that of *commit*; *others* are those of its other parents."""
        self._read_stage_list(commit, state, others)
        if commit.changes:
            is_cut = commit.id in self._boundary
            changes = Changes(commit, state, self.ledger, self.facts.stages, is_cut=is_cut)
            if others:
                Merge(changes, others).apply()
            else:
                changes.apply()
        if others:
            state.add_gone(others, self.ledger.roots)

    def _read_stage_list(self, commit: CommitFacts, state: State, others: Sequence[State]) -> None:
        """Note which stages *commit* renamed, and which renames of other parents it keeps."""
        blob = next((blob for path, blob in commit.changes if path == STAGES), "")
        stages = self.facts.lists.get(blob) or state.stages
        for other in others:
            # Otherwise the merge has thrown away what was renamed there.
            if blob or other.stages == stages:
                state.renames = self.ledger.joined_sets(state.renames, other.renames)
        if state.stages and stages != state.stages and all(other.stages != stages for other in others):
            renames = renamed_stages(state.stages, stages)
            if renames:
                state.renames = self.ledger.add_renames(state.renames, renames)
        state.stages = stages
