"""Exchange: send what was changed here and receive what others changed, or leave all as it is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from prodash.errors import ProdashError
from prodash.storage.git.errors import GitError, HookRefusedError
from prodash.storage.git.run import Git
from prodash.storage.sync.errors import NotReceivedError, SyncFailedError
from prodash.storage.sync.merge_commits import merge_commits
from prodash.storage.sync.network import fetch, push, refused
from prodash.storage.sync.own_commit import OwnCommit, newest_commit, own_commit
from prodash.storage.sync.upstream import Upstream
from prodash.storage.sync.work_tree import require_can_update, run_hook_after_merge, update

_ATTEMPTS = 3
_AGAIN = "correct that, then sync again"

Lock = Callable[[], AbstractContextManager[None]]


class Place(NamedTuple):
    """Where changes are exchanged.

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


class Own(NamedTuple):
    """The files that were changed here, as paths in the catalogue, and the message of their commit."""

    paths: tuple[str, ...]
    message: str


class Exchanged(NamedTuple):
    """The commits of an exchange: ours, theirs, which is empty if there was none, and the one that has both."""

    ours: str
    theirs: str
    merged: str


def exchange(place: Place, own: Own, lock: Lock, *, pushes: bool) -> Exchanged:
    """Commit *own*, merge what the upstream has, and push both unless *pushes* is false; then update the files.

    *lock* keeps other commands from changing the files meanwhile.  On any error, branch, index and files are as before;
    only NotReceivedError says that the upstream has our changes already.
    """
    with _as_sync_errors(), own_commit(place.git, own.paths, own.message) as made:
        exchanged = _merge_and_push(place, made, pushes=pushes)
        if exchanged.merged != made.identifier:
            _receive(place, made, exchanged.merged, lock)
        made.keep()
    if exchanged.merged != exchanged.ours:
        run_hook_after_merge(place.top)
    return exchanged


def _merge_and_push(place: Place, made: OwnCommit, *, pushes: bool) -> Exchanged:
    """Merge and push; again if somebody else has pushed meanwhile."""
    ours, upstream = made.identifier, place.upstream
    for _ in range(_ATTEMPTS):
        theirs = upstream.commit(place.git)
        merged = merge_commits(place.top, place.prefix, upstream, ours, theirs)
        if merged != ours:
            require_can_update(place.top, ours, merged)
        if not pushes or merged == theirs:
            return Exchanged(ours, theirs, merged)
        pushed = push(place.network, upstream, merged)
        if pushed.is_done:
            made.keep()
            return Exchanged(ours, theirs, merged)
        fetch(place.network, upstream)
        if upstream.commit(place.git) == theirs:
            raise refused(upstream, pushed.words)
    raise SyncFailedError("others sent changes meanwhile, three times", "", "sync again")


def _receive(place: Place, made: OwnCommit, merged: str, lock: Lock) -> None:
    try:
        with lock():
            result = update(place.top, newest_commit(place.git), merged)
            words = result.words if result.code else ""
    except ProdashError as error:
        words = str(error)
    if words and made.is_kept:
        raise NotReceivedError(words)
    if words:
        raise SyncFailedError("the files could not be brought up to date", words, _AGAIN)


@contextmanager
def _as_sync_errors() -> Iterator[None]:
    """A context in which an error of git says that all is as before."""
    try:
        yield
    except HookRefusedError as error:
        what = f"a hook stopped the commit ({' or '.join(error.hooks)})"
        raise SyncFailedError(what, error.words, _AGAIN, who="it") from None
    except GitError as error:
        raise SyncFailedError("git could not do it", error.words, _AGAIN) from None
