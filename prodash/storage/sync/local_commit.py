"""Local commit: the changes made here as a commit, which is taken back unless it gets to the others."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.git.commit import commit
from prodash.storage.git.run import Git
from prodash.storage.git.undisturbed import undisturbed
from prodash.storage.sync.commits import newest_commit

_MAX_BYTES = 1 << 31
_REASON = "prodash sync: not sent"


class LocalCommit:
    """The newest commit of the branch, with the changes made here; `keep` it once nothing can fail any more."""

    def __init__(self, identifier: str) -> None:
        self.identifier, self.is_kept = identifier, False

    def keep(self) -> None:
        """Do not take it back."""
        self.is_kept = True


@contextmanager
def local_commit(git: Git, paths: Sequence[str], message: str) -> Iterator[LocalCommit]:
    """A context with the commit of the files *paths* below the folder of *git*, or with the newest one if there are no *paths*.

    Unless it is kept, the branch and git's index are as before at the end; the files are never touched.
    Raises GitError.
    """
    before, index = newest_commit(git), git.path_of("index")
    old = _bytes_of(index)
    made, new = LocalCommit(before), None if paths else old
    try:
        if paths:
            root = os.path.realpath(git.folder)
            commit(git, [os.path.join(root, *path.split("/")) for path in paths], message)
            made.identifier, new = newest_commit(git), _bytes_of(index)
        yield made
    finally:
        with undisturbed():
            if new is None:
                # An interrupt may come between the commit and the question which one it is.
                made.identifier, new = newest_commit(git), _bytes_of(index)
            if made.identifier != before and not made.is_kept:
                # First the branch: what the index has more than a commit is only prepared for the next one.
                moved = git.run("update-ref", "-m", _REASON, "HEAD", before, made.identifier)
                if not moved.code:
                    _put_back(index, old, new)


def _bytes_of(index: str) -> bytes:
    with suppress(FileNotFoundError):
        return read_with_status(index, _MAX_BYTES)[0]
    return b""


def _put_back(index: str, old: bytes, new: bytes) -> None:
    """Give git's *index* the *old* bytes if it has the *new* ones; otherwise another git has changed it since."""
    lock = f"{index}.lock"
    with suppress(OSError):
        write_bytes(lock, old, like=os.stat(index))
        is_done = False
        try:
            if old and _bytes_of(index) == new:
                replace_file(lock, index)
                is_done = True
        finally:
            # After `replace_file` another git may hold its own lock.
            if not is_done:
                os.unlink(lock)
