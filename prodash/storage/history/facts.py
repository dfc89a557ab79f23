"""Facts: what commits did to tracks, and what their versions say; a commit never changes, so neither do these."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.commits.blobs import read_blobs
from prodash.storage.commits.head import Head
from prodash.storage.commits.log import Commit, FileChange, read_commits
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
    read_stage = stage_reader()
    for blob, data in read_blobs(git, sorted((lists | tracks | to_compare) - {""}), head.commit):
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


def _gone_and_new(commit: Commit) -> tuple[list[Version], list[Version]]:
    """The tracks that are gone after *commit* and those that are new, if there are both."""
    if len(commit.changes) == 1:
        return [], []
    gone = [Version(change.path, change.old) for change in commit.changes if _is_track(change, change.new)]
    new = [Version(change.path, change.new) for change in commit.changes if _is_track(change, change.old)]
    return (gone, new) if gone and new else ([], [])


def _is_track(change: FileChange, other_side: str) -> bool:
    return not other_side and change.path != STAGES
