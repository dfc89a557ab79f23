"""Exchange: send what was changed here and receive what others changed, or leave all as it is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from prodash.errors import ProdashError
from prodash.storage.git.errors import GitError, GitFailedError, GitStoppedError, HookRefusedError, quoted
from prodash.storage.git.run import Git
from prodash.storage.sync.commits import newest_commit
from prodash.storage.sync.errors import AGAIN, NotReceivedError, SyncFailedError
from prodash.storage.sync.local_commit import LocalCommit, local_commit
from prodash.storage.sync.merge_commits import merge_commits
from prodash.storage.sync.network import fetch, push, refused_push
from prodash.storage.sync.upstream import Upstream
from prodash.storage.sync.work_tree import require_can_update, run_hook_after_merge, update

_ATTEMPTS = 3

Lock = Callable[[], AbstractContextManager[None]]


class Clone(NamedTuple):
    """The clone that exchanges its changes with its upstream.

    git        in the folder of the catalogue
    top        at the top of the repository
    network    as *git*, for what talks to the upstream
    prefix     the folder of the catalogue in the repository
    """

    git: Git
    top: Git
    network: Git
    prefix: str
    upstream: Upstream


class LocalChanges(NamedTuple):
    """The files that were changed here, as paths in the catalogue, and the message of their commit."""

    paths: tuple[str, ...]
    message: str


class Exchanged(NamedTuple):
    """The commits of an exchange: ours, theirs, which is empty if there was none, and the one that has both."""

    ours: str
    theirs: str
    merged: str


def exchange(clone: Clone, local: LocalChanges, lock: Lock, *, pushes: bool) -> Exchanged:
    """Commit *local*, merge what the upstream has, and push both unless *pushes* is false; then update the files.

    *lock* keeps other commands from changing the files meanwhile.  On any error, branch, index and files are as before;
    only NotReceivedError says that the upstream has our changes already.
    """
    with as_sync_errors(), local_commit(clone.git, local.paths, local.message) as made:
        exchanged = _merge_and_push(clone, made, pushes=pushes)
        if exchanged.merged != made.identifier:
            _receive(clone, made, exchanged.merged, lock)
        made.keep()
    if exchanged.merged != exchanged.ours:
        run_hook_after_merge(clone.top)
    return exchanged


def _merge_and_push(clone: Clone, made: LocalCommit, *, pushes: bool) -> Exchanged:
    """Merge and push; again if somebody else has pushed meanwhile."""
    ours, upstream = made.identifier, clone.upstream
    for _ in range(_ATTEMPTS):
        theirs = upstream.commit(clone.git)
        merged = merge_commits(clone.top, clone.prefix, upstream, ours, theirs)
        if merged != ours:
            require_can_update(clone.top, ours, merged)
        if not pushes or merged == theirs:
            return Exchanged(ours, theirs, merged)
        pushed = push(clone.network, upstream, merged)
        if pushed.is_done:
            made.keep()
            return Exchanged(ours, theirs, merged)
        fetch(clone.network, upstream)
        if upstream.commit(clone.git) == theirs:
            raise refused_push(upstream, pushed.words)
    raise SyncFailedError("others sent changes meanwhile, three times", "", "sync again")


def _receive(clone: Clone, made: LocalCommit, merged: str, lock: Lock) -> None:
    try:
        with lock():
            result = update(clone.top, newest_commit(clone.git), merged)
            if result.code:
                raise result.error
    except ProdashError as error:
        why = f"git says:{quoted(error.words)}" if isinstance(error, GitFailedError) else str(error)
        if made.is_kept:
            raise NotReceivedError(why, _advice(error)) from None
        what = f"the files could not be brought up to date; {why}"
        raise SyncFailedError(what, "", _advice(error)) from None


def _advice(error: ProdashError) -> str:
    """What to do after *error*: where git was stopped, there is nothing to correct."""
    return "sync again" if isinstance(error, GitStoppedError) else AGAIN


@contextmanager
def as_sync_errors() -> Iterator[None]:
    """A context in which an error of git becomes one that says that all is as before."""
    try:
        yield
    except HookRefusedError as error:
        what = f"a hook stopped the commit ({' or '.join(error.hooks)})"
        raise SyncFailedError(what, error.words, AGAIN, who="it") from None
    except GitError as error:
        raise SyncFailedError("git could not do it", error.words, _advice(error)) from None
