"""New tip: what is known after the newest commit was followed."""

from collections.abc import Iterable, Mapping, Sequence

from prodash.storage.disk.locate import STAGES
from prodash.storage.history.facts import CommitFacts, Facts
from prodash.storage.history.ledger import Ledger
from prodash.storage.history.state import State
from prodash.storage.history.tip import Tip, TipDetails

_MOST_MARKS = 24


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
