"""Read the history of a catalogue: what git knows of each track, and what is not committed yet."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.history import NO_HISTORY, History, Moment
from prodash.storage.commits.head import find_head, without_server
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.git.run import Git
from prodash.storage.history.chains import Chains, stage_ids
from prodash.storage.history.kept_tip import read_kept
from prodash.storage.history.tip import Tip
from prodash.storage.history.uncommitted import Uncommitted, find_uncommitted


def read_history(
    git: Git, catalogue: Catalogue, now: Moment, secret_file: SecretFile | None = None
) -> History:
    """The history of *catalogue*, which is in the folder of *git*; empty if that is in no repository.

    With the secret in *secret_file* the commits are remembered in `.prodash`; None reads them all anew.
    Nothing is fetched, and no program of the repository runs.  Raises GitError.
    """
    git = without_server(git)
    head = find_head(git)
    if head is None:
        return NO_HISTORY
    head = head._replace(stage_key=catalogue.stage_key)
    tip = read_kept(git.folder, head, secret_file.secret if secret_file else None)
    if tip is None or tip.commit != head.commit:
        from prodash.storage.history.update import update_tip

        tip = update_tip(git, head, secret_file, tip)
    return _history(git, catalogue, now, tip, is_cut=bool(head.boundary))


def _history(git: Git, catalogue: Catalogue, now: Moment, tip: Tip, *, is_cut: bool) -> History:
    identify = stage_ids(tip.ledger, tip.renames, catalogue.stages)
    uncommitted = find_uncommitted(git, catalogue, now, tip, identify)
    chains, removed = (
        Chains(tip.ledger, identify, now.seconds, last, uncommitted.observations)
        for last in (uncommitted.last, uncommitted.removed)
    )
    return History(
        chains,
        removed,
        is_cut=is_cut,
        unreadable=tip.unreadable,
        missing=len(tip.missing),
        future=_count_future(tip, now.seconds, uncommitted),
    )


def _count_future(tip: Tip, now: int, uncommitted: Uncommitted) -> int:
    """How many moves of the tracks are dated later than *now*; each once, whichever tracks have it."""
    ledger = tip.ledger
    seconds = ledger.commits.seconds
    if not seconds or max(seconds) <= now:
        return 0
    found: set[int] = set()
    for last in (*uncommitted.last.values(), *uncommitted.removed.values()):
        found.update(move for move in ledger.moves_to(last) if seconds[ledger.moves.commits[move]] > now)
    return len(found)
