"""Drafts: the texts that the editor changes, kept until they are written to the track or discarded.

.prodash/drafts/3f9a12bc77d01e44-1/midnight-drive.yaml    a draft; the folder is named after the text it began with
.prodash/drafts/3f9a12bc77d01e44-1/lock                   locked as long as `edit` runs; has the seal of the folder's name

A draft that prodash did not seal came with a catalogue from elsewhere, so it does not count.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.errors import EditorError, reason_of
from prodash.model.names.file_names import has_yaml_suffix, track_id
from prodash.storage.disk.files import is_own, read_bytes
from prodash.storage.disk.locate import DRAFTS, PRIVATE_FOLDER
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.external.draft_lock import is_locked
from prodash.storage.external.leftovers import has_no_new_text, is_leftover

_FOLDER_NAME = re.compile(r"[0-9a-f]{16}-[0-9]{1,9}")
_LOCK = "lock"
MAX_SEAL_BYTES = 128
_MAX_FOLDERS, _MAX_TEXTS = 200, 10


class Draft(NamedTuple):
    """A draft: the path of its folder, and the name of its file, which is that of the track's file."""

    folder: str
    name: str

    @property
    def path(self) -> str:
        """The path of the file."""
        return os.path.join(self.folder, self.name)

    @property
    def lock_path(self) -> str:
        """The path of the file that a running `edit` locks."""
        return os.path.join(self.folder, _LOCK)

    def seal(self, secret: Secret) -> bytes:
        """What the lock file has if this user began the draft on this computer."""
        return secret.seal("draft", os.fsencode(os.path.basename(self.folder))).encode("ascii")

    @property
    def track(self) -> str:
        """The id of the track."""
        return track_id(self.name)

    def read(self, if_gone: str = "") -> bytes:
        """The text, cut off where it is too long for a track.  Raises EditorError, with *if_gone* if it was deleted."""
        try:
            return read_bytes(self.path)
        except FileNotFoundError:
            raise EditorError(if_gone or f"the draft {self.path} was deleted meanwhile") from None
        except OSError as error:
            raise EditorError(f"the draft {self.path} cannot be read: {reason_of(error)}") from None

    def began_with(self, text: bytes) -> bool:
        """Whether *text* is what the track had when the draft was begun."""
        return os.path.basename(self.folder).startswith(f"{digest_of_draft(self.name, text)}-")

    @property
    def rescued(self) -> str:
        """The path of a file that a killed editor, or the user, left beside the draft, such as `.a.yaml.swp`; or ""."""
        with suppress(OSError):
            others = [
                name for name in sorted(os.listdir(self.folder)) if not is_draft_name(name) and name != _LOCK
            ]
            if name := next((name for name in others if not has_no_new_text(name, self.name)), ""):
                return os.path.join(self.folder, name)
        return ""

    @property
    def saved_beside(self) -> list[str]:
        """The paths of what the user saved under another name."""
        with suppress(OSError):
            names = [name for name in sorted(os.listdir(self.folder)) if name not in {self.name, _LOCK}]
            return [os.path.join(self.folder, name) for name in names if not is_leftover(name, self.name)]
        return []

    @property
    def is_own_file(self) -> bool:
        """Whether there is a regular file of this user with no other name."""
        status = os.lstat(self.path)
        return stat.S_ISREG(status.st_mode) and status.st_nlink <= 1 and is_own(status)

    def delete(self, text: bytes) -> None:
        """Delete the file if it still has *text*; an editor may have saved another one since."""
        with suppress(OSError):
            if read_bytes(self.path) == text:
                os.unlink(self.path)


def left_drafts(root: Path, secret: Secret | None) -> list[Draft]:
    """The drafts that the owner of *secret* has typed in and that no running `edit` has open, the newest first."""
    drafts = closed_drafts(root, secret) if secret else []
    return [draft for draft, text in drafts if not draft.began_with(text) or draft.rescued]


def closed_drafts(root: Path, secret: Secret) -> list[tuple[Draft, bytes]]:
    """The drafts of the owner of *secret* that no running `edit` has open, each with its text, the newest first."""
    private_folder = os.path.join(root, PRIVATE_FOLDER)
    folder = os.path.join(private_folder, DRAFTS)
    found: list[tuple[int, Draft, bytes]] = []
    with suppress(OSError):
        names = os.listdir(folder) if not any(map(os.path.islink, (private_folder, folder))) else []
        for name in [*filter(_FOLDER_NAME.fullmatch, names)][:_MAX_FOLDERS]:
            found += _drafts_in(os.path.join(folder, name), secret)
    return [(draft, text) for _, draft, text in sorted(found, reverse=True)]


def _drafts_in(folder: str, secret: Secret) -> Iterator[tuple[int, Draft, bytes]]:
    """The drafts in a folder, each with the time of its last change and its text."""
    with suppress(OSError):
        drafts = [Draft(folder, name) for name in os.listdir(folder) if is_draft_name(name)][:_MAX_TEXTS]
        if not drafts or os.path.islink(folder) or is_locked(drafts[0].lock_path):
            return
        if not is_same(read_bytes(drafts[0].lock_path, MAX_SEAL_BYTES), drafts[0].seal(secret)):
            return
        for draft in drafts:
            if draft.is_own_file:
                yield os.lstat(draft.path).st_mtime_ns, draft, read_bytes(draft.path)


def is_draft_name(name: str) -> bool:
    """Whether a file in a draft's folder is a text of the user, and not what an editor leaves beside it."""
    return has_yaml_suffix(name) and not name.startswith(".")


def digest_of_draft(name: str, text: bytes) -> str:
    """What the name of the draft's folder begins with: *name* and *text* are those of the track's file."""
    from hashlib import sha256

    return sha256(os.fsencode(track_id(name)) + b"\0" + text).hexdigest()[:16]
