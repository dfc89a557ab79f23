"""Open draft: make or reopen a draft for the editor, locked against other runs of `edit`."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prodash.errors import EditorError, reason_of
from prodash.storage.disk.files import read_bytes, write_bytes
from prodash.storage.disk.locate import DRAFTS
from prodash.storage.disk.private_folder import make_private_subfolder
from prodash.storage.disk.secret import Secret, is_same, passing_secret
from prodash.storage.external.draft_lock import take_lock
from prodash.storage.external.drafts import MAX_SEAL_BYTES, Draft, closed_drafts, digest_of_draft, left_drafts
from prodash.storage.external.leftovers import is_leftover

_MAX_UNUSED = 10


@contextmanager
def new_draft(root: Path, secret: Secret | None, name: str, text: bytes) -> Iterator[Draft]:
    """A context with a draft that has *text*: an unused one if `edit` left one, or else a new one.

    It is in the system's temporary folder if `.prodash` cannot be written or there is no *secret* to seal it.
    Raises EditorError if it cannot be written there either.
    """
    try:
        if secret is None:
            draft, lock = _create_temporary_draft(name, text)
        else:
            _delete_unused(root, secret)
            draft, lock = _create_draft(make_private_subfolder(root, DRAFTS), name, text, secret)
    except OSError:
        draft, lock = _create_temporary_draft(name, text)
    with _opened(draft, lock):
        yield draft


@contextmanager
def reopened(draft: Draft) -> Iterator[Draft]:
    """A context with a draft that was left.  Raises EditorError if another `edit` has opened it meanwhile."""
    try:
        lock = take_lock(draft.lock_path)
    except OSError as error:
        raise EditorError(f"the draft {draft.path} cannot be opened: {reason_of(error)}") from None
    if lock is None:
        raise EditorError(f"another 'prodash edit' has opened the draft {draft.path}")
    with _opened(draft, lock):
        yield draft


def _delete_unused(root: Path, secret: Secret) -> None:
    """Delete the oldest drafts in which nobody has typed; a window may still show one of the newest."""
    left = left_drafts(root, secret)
    unused = [(draft, text) for draft, text in closed_drafts(root, secret) if draft not in left]
    for draft, text in unused[_MAX_UNUSED:]:
        draft.delete(text)
        _remove_folder(draft)


def _create_draft(drafts: str, name: str, text: bytes, secret: Secret) -> tuple[Draft, int]:
    digest = digest_of_draft(name, text)
    number = 1
    while (
        lock := _use(draft := Draft(os.path.join(drafts, f"{digest}-{number}"), name), text, secret)
    ) is None:
        number += 1
    return draft, lock


def _use(draft: Draft, text: bytes, secret: Secret) -> int | None:
    """Make the draft, or use it if it still has *text*; its lock, or None if it is another draft.  Raises OSError."""
    with suppress(FileExistsError):
        # Another `edit` that ends may just have deleted the folder of all drafts.
        os.makedirs(draft.folder, 0o700, exist_ok=True)
    if not os.path.isdir(draft.folder) or os.path.islink(draft.folder):
        return None
    lock = take_lock(draft.lock_path)
    if lock is None:
        return None
    try:
        if _seal(lock, draft.seal(secret)):
            if not os.path.lexists(draft.path):
                write_bytes(draft.path, text, 0o600)
            if draft.is_own_file and read_bytes(draft.path) == text:
                return lock
    except BaseException:
        os.close(lock)
        raise
    os.close(lock)
    return None


def _seal(lock: int, seal: bytes) -> bool:
    """Write the *seal* into a lock file that is new; returns whether the file has it now."""
    status = os.fstat(lock)
    # A file with two names may be a track that came with a catalogue from elsewhere.
    if status.st_size == 0 and status.st_nlink <= 1:
        os.write(lock, seal)
    os.lseek(lock, 0, os.SEEK_SET)
    return is_same(os.read(lock, MAX_SEAL_BYTES), seal)


def _create_temporary_draft(name: str, text: bytes) -> tuple[Draft, int]:
    try:
        return _create_draft(tempfile.mkdtemp(prefix="prodash-"), name, text, passing_secret())
    except OSError as error:
        raise EditorError(f"no draft can be written: {reason_of(error)}") from None


@contextmanager
def _opened(draft: Draft, lock: int) -> Iterator[None]:
    """A context that holds the lock; at its end the folder of a deleted draft is deleted if nothing else is in it."""
    try:
        yield
    finally:
        os.close(lock)
        if not os.path.lexists(draft.path):
            _remove_folder(draft)


def _remove_folder(draft: Draft) -> None:
    """Delete what editors leave beside a draft, and the folder if the user has saved nothing else there."""
    lock = os.path.basename(draft.lock_path)
    with suppress(OSError):
        for name in os.listdir(draft.folder):
            if is_leftover(name, draft.name):
                os.unlink(os.path.join(draft.folder, name))
        # What else is there still needs the seal.
        if os.listdir(draft.folder) == [lock]:
            os.unlink(draft.lock_path)
        os.rmdir(draft.folder)
        os.rmdir(os.path.dirname(draft.folder))
