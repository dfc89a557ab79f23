"""Made since: the contents that commits have made since a point in time, by the ids that git gives them."""

from typing import NamedTuple

from prodash.storage.commits.blobs import blob_id
from prodash.storage.commits.committed_files import committed_files
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git


class MadeSince(NamedTuple):
    """What commits have done since a point in time.

    made     the names of the files that they wrote, without folders, each with the id of its contents
    deleted  the paths of the files that they deleted, relative to the catalogue
    """

    made: frozenset[tuple[str, str]] = frozenset()
    deleted: frozenset[str] = frozenset()

    def has(self, path: str, data: bytes | None) -> bool:
        """Whether a commit wrote *data* to a file named as *path*, in any folder; if that is None, deleted the file."""
        if data is None:
            return path in self.deleted
        # git may store LF where the disk has CRLF.
        return any(self._has_made(path, one) for one in {data, data.replace(b"\r\n", b"\n")})

    def _has_made(self, path: str, data: bytes) -> bool:
        digits = len(next(iter(self.made), ("", ""))[1])
        return (_name(path), blob_id(data, digits)) in self.made


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def committed_since(git: Git, time: str) -> MadeSince:
    """What commits below the folder of *git* have made since *time* (ISO 8601); nothing if git cannot say."""
    try:
        files = committed_files(git, f"--since={time}", "HEAD", "--", ".")
    except (GitError, FileNotFoundError):
        return MadeSince()
    return MadeSince(
        frozenset((_name(file.path), file.after) for file in files if file.after),
        frozenset(file.path for file in files if not file.after),
    )
