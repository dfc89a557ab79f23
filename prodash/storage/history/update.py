"""Update: the tip as it was kept, continued with new commits, or followed through all commits again.

nothing new                                        ->  as it was kept
only commits after it                              ->  continued
others too, as after a rebase or on a branch       ->  followed again, with new facts and those that were kept
nothing kept, or facts are lost                    ->  all commits are read
"""

from collections.abc import Iterable, Mapping, Sequence

from prodash.storage.commits.head import Head
from prodash.storage.disk.locate import STAGES
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.git.run import Git
from prodash.storage.history.facts import CommitFacts, Facts, read_facts
from prodash.storage.history.kept_history import KeptHistory
from prodash.storage.history.ledger import Ledger
from prodash.storage.history.replay import Replay
from prodash.storage.history.state import State
from prodash.storage.history.tip import Tip, TipDetails
from prodash.storage.index.file import MALFORMED

_MOST_MARKS = 24


def update_tip(git: Git, head: Head, secret_file: SecretFile | None, kept: Tip | None) -> Tip:
    """The tip *head*, kept for the next time with the secret in *secret_file*; *kept* is an older or other one.

    Raises GitError.
    """
    kept_history = KeptHistory(git.folder, head, secret_file)
    try:
        tip = _update(git, head, kept_history, kept) if kept else None
    except MALFORMED:
        tip = None
    return tip or _read_all(git, head, kept_history)


def _update(git: Git, head: Head, kept_history: KeptHistory, kept: Tip) -> Tip | None:
    """The tip after what was *kept*; None if facts are lost.  Raises GitError, or one of MALFORMED."""
    details = kept.details()
    new = read_facts(git, head, details.marks)
    if _only_after(new.commits.values(), kept.commit):
        return _continue(head, kept_history, kept, details, new)
    facts = kept_history.load_facts()
    known = len(facts.commits)
    facts.add(new)
    commits = _leading_to(head.commit, facts)
    if commits is None:
        return None
    tip = _follow(head, commits, facts)
    # Most of what was kept is of branches that are gone.
    anew = 2 * len(commits) < known
    kept_history.save(tip, _facts_of(commits, facts) if anew else new, anew=anew)
    return tip


def _only_after(commits: Iterable[CommitFacts], tip: str) -> bool:
    """Whether *commits* lead to *tip*, and to nothing else that is not among them."""
    parents = {parent for commit in commits for parent in commit.parents}
    return tip in parents and parents <= {tip, *(commit.id for commit in commits)}


def _continue(head: Head, kept_history: KeptHistory, kept: Tip, details: TipDetails, new: Facts) -> Tip:
    commits = [*new.commits.values()]
    kept.ledger.prepare_to_grow()
    replay = Replay(new, kept.ledger, head.boundary)
    replay.states[kept.commit] = State.after(kept)
    tip = _make_tip(commits, new, kept.ledger, replay.follow(commits, head.commit), details)
    kept_history.save(tip, new, anew=False)
    return tip


def _read_all(git: Git, head: Head, kept_history: KeptHistory) -> Tip:
    facts = read_facts(git, head)
    tip = _follow(head, [*facts.commits.values()], facts)
    kept_history.save(tip, facts, anew=True)
    return tip


def _follow(head: Head, commits: list[CommitFacts], facts: Facts) -> Tip:
    ledger = Ledger()
    state = Replay(facts, ledger, head.boundary).follow(commits, head.commit)
    return _make_tip(commits, facts, ledger, state, None)


def _make_tip(
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
    return Tip(newest, ledger, last, state.gone, state.renames, len(unreadable), missing, lambda: details)


def _marks(commit: str, parents: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """*commit* and those 1, 2, 4, 8 ... commits before it, along the first parents."""
    step = 0
    while True:
        if step & (step - 1) == 0:
            yield commit
        if not parents.get(commit):
            return
        commit, step = parents[commit][0], step + 1


def _leading_to(tip: str, facts: Facts) -> list[CommitFacts] | None:
    """The commits that lead to *tip*, parents first; None if the facts of one are missing."""
    found, todo = set(), [tip]
    while todo:
        if (identifier := todo.pop()) not in found:
            if identifier not in facts.commits:
                return None
            found.add(identifier)
            todo += facts.commits[identifier].parents
    return [commit for identifier, commit in facts.commits.items() if identifier in found]


def _facts_of(commits: list[CommitFacts], facts: Facts) -> Facts:
    """The *facts* that are about *commits*."""
    blobs = {blob for commit in commits for _, blob in commit.changes}
    return Facts(
        {commit.id: commit for commit in commits},
        {blob: stage for blob, stage in facts.stages.items() if blob in blobs},
        {blob: stages for blob, stages in facts.lists.items() if blob in blobs},
        set(),
    )
