"""Facts: what commits did to tracks, and what their versions say; a commit never changes, so neither do these."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.commits.blobs import blob_id, read_blobs
from prodash.storage.commits.head import Head
from prodash.storage.commits.log import Commit, FileChange, read_commits
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import STAGES, TRACKS
from prodash.storage.git.run import Git
from prodash.storage.history.renames import NO_RENAMES, Version, find_renames
from prodash.storage.history.tip import StageList
from prodash.storage.history.versions import read_stage_list, stage_reader

_HIDDEN = "/."


class CommitFacts(NamedTuple):
    """What a commit changed against its first parent.

    changes   the paths of tracks, and of `stages.yaml`, each with its blob; empty where the file is gone
    renames   the earlier path of each new file that was another one before
    by_name   the same for files that may have been another one, as only their name says
    """

    id: str
    parents: tuple[str, ...]
    seconds: int
    offset: int
    author: str
    changes: list[tuple[str, str]]
    renames: Mapping[str, str]
    by_name: Mapping[str, str]


class Facts(NamedTuple):
    """Commits, parents first; the stage in each version of a track, empty if it has none; each list of stages.

    missing   the versions that this clone does not have
    """

    commits: dict[str, CommitFacts]
    stages: dict[str, str]
    lists: dict[str, StageList]
    missing: set[str]

    @classmethod
    def none(cls) -> "Facts":
        """No facts yet."""
        return cls({}, {}, {}, set())

    def add(self, other: "Facts") -> None:
        """Add the facts of *other*."""
        self.commits.update(other.commits)
        self.stages.update(other.stages)
        self.lists.update(other.lists)
        self.missing.update(other.missing)


def is_wanted(path: str) -> bool:
    """Whether the file at *path* of the catalogue has a track, or the stages."""
    return path == STAGES or (path.startswith(f"{TRACKS}/") and has_yaml_suffix(path) and _HIDDEN not in path)


def read_facts(git: Git, head: Head, without: Iterable[str] = ()) -> Facts:
    """The facts of all commits that lead to *head*, but for those that lead to *without*.  Raises GitError."""
    commits = [*read_commits(git, head, without, is_wanted)]
    facts, contents = _read_versions(git, head, commits)
    for commit in commits:
        changes = [(change.path, change.new) for change in commit.changes]
        renames = (
            find_renames(*_gone_and_new(commit), contents.get) if len(commit.changes) > 1 else NO_RENAMES
        )
        facts.commits[commit.id] = CommitFacts(*commit[:5], changes, *renames)
    return facts


def _read_versions(git: Git, head: Head, commits: list[Commit]) -> tuple[Facts, dict[str, bytes]]:
    """The versions in *commits*, and the contents of those that renames may need."""
    lists = {change.new for commit in commits for change in commit.changes if change.path == STAGES}
    tracks = {change.new for commit in commits for change in commit.changes if change.path != STAGES}
    to_compare = {version.blob for commit in commits for side in _gone_and_new(commit) for version in side}
    facts, contents = Facts.none(), {}
    read_stage = stage_reader(head.stage_key)
    for blob, data in _read_here(git, head, commits, lists | tracks | to_compare):
        if data is None:
            facts.missing.add(blob)
            continue
        if blob in tracks:
            facts.stages[blob] = read_stage(data)
        if blob in lists:
            facts.lists[blob] = read_stage_list(data)
        if blob in to_compare:
            contents[blob] = data
    return facts, contents


def _read_here(
    git: Git, head: Head, commits: list[Commit], blobs: set[str]
) -> Iterator[tuple[str, bytes | None]]:
    """Each of *blobs* with its contents, from the disk if only that still has them; None if nothing has."""
    on_disk: dict[str, bytes] | None = None
    for blob, data in read_blobs(git, sorted(blobs - {""}), head.commit):
        if data is None and on_disk is None:
            on_disk = _newest_on_disk(git, commits)
        yield blob, on_disk.get(blob) if data is None and on_disk else data


def _newest_on_disk(git: Git, commits: list[Commit]) -> dict[str, bytes]:
    """The files on disk below the folder of *git*, by blob, which may be what this clone lacks of *commits*."""
    newest = {change.path: change.new for commit in commits for change in commit.changes}
    found: dict[str, bytes] = {}
    for path, blob in newest.items():
        with suppress(OSError):
            data = read_bytes(os.path.join(git.folder, path))
            # Git may store LF where the disk has CRLF.
            found |= {blob_id(one, len(blob)): one for one in (data, data.replace(b"\r\n", b"\n")) if blob}
    return found


def _gone_and_new(commit: Commit) -> tuple[list[Version], list[Version]]:
    """The tracks that are gone after *commit* and those that are new, if there are both."""
    if len(commit.changes) == 1:
        return [], []
    gone = [Version(change.path, change.old) for change in commit.changes if _is_track(change, change.new)]
    new = [Version(change.path, change.new) for change in commit.changes if _is_track(change, change.old)]
    return (gone, new) if gone and new else ([], [])


def _is_track(change: FileChange, other_side: str) -> bool:
    return not other_side and change.path != STAGES
