"""File conflicts: which fields of which files both sides changed to different values."""

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git, literal_pathspecs
from prodash.storage.merge.git_merge import GitMerge
from prodash.storage.merge.merge import merge_files
from prodash.storage.merge.pieces import Labels
from prodash.storage.merge.place import kind_of_file
from prodash.storage.merge.versions import Versions
from prodash.storage.sync.errors import FileConflict


class UnmergedFile(NamedTuple):
    """A file in conflict, with the blob of each version; empty where there is none."""

    path: str
    base: str
    ours: str
    theirs: str


def file_conflicts(
    git: Git, prefix: str, commits: tuple[str, str], unmerged: Iterable[UnmergedFile]
) -> list[FileConflict]:
    """What is in conflict between two *commits*, ours and theirs, in the *unmerged* files.

    *git* runs at the top of the repository; paths below *prefix* are shown without it.
    """
    return [
        FileConflict(file.path.removeprefix(prefix), _fields(git, file), _who(git, commits, file.path))
        for file in unmerged
    ]


def _fields(git: Git, file: UnmergedFile) -> tuple[str, ...]:
    """The names of the fields in conflict; none if the file has no lines in common, or a side is missing."""
    if not (file.ours and file.theirs):
        return ()
    with suppress(GitError):
        contents = (git.require("cat-file", "blob", blob).out if blob else None for blob in file[1:])
        base, ours, theirs = contents
        versions = Versions(base, ours or b"", theirs or b"")
        found = merge_files(kind_of_file(file.path), versions, Labels(), GitMerge(git)).conflicts
        return tuple(dict.fromkeys(filter(None, found)))
    return ()


def _who(git: Git, commits: tuple[str, str], path: str) -> str:
    """Who changed the file last on the other side; empty if git does not know."""
    ours, theirs = commits
    answer = git.run(
        "log", "--max-count=1", "--format=%an", f"{ours}..{theirs}", "--", *literal_pathspecs([path])
    )
    return os.fsdecode(answer.out).strip()
