"""File conflicts: which fields of which files both sides changed to different values."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from prodash.model.merge.in_conflict import FieldInConflict
from prodash.storage.conflicts.conflicted import read_conflicted
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git, literal_pathspecs
from prodash.storage.merge.git_merge import GitMerge
from prodash.storage.merge.merge import merge_files
from prodash.storage.merge.pieces import Labels
from prodash.storage.merge.place import kind_in_repository
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
    return [_conflict(git, file, file.path.removeprefix(prefix), commits) for file in unmerged]


def _conflict(git: Git, file: UnmergedFile, path: str, commits: tuple[str, str]) -> FileConflict:
    who = _who(git, commits, file.path)
    if not (file.ours and file.theirs):
        # Without a base, or with nothing else, both have moved something, and nobody has removed it.
        is_removed = file.base and (file.ours or file.theirs)
        removed_by = ("theirs" if file.ours else "ours") if is_removed else ""
        return FileConflict(path, (), who, removed_by=removed_by)
    with suppress(GitError):
        contents = (git.require("cat-file", "blob", blob).out if blob else None for blob in file[1:])
        base, ours, theirs = contents
        versions = Versions(base, ours or b"", theirs or b"")
        merged = merge_files(kind_in_repository(file.path, git.folder), versions, Labels(), GitMerge(git))
        fields = tuple(dict.fromkeys(filter(None, merged.conflicts)))
        return FileConflict(path, fields, who, _values(path, merged.data, base, fields))
    return FileConflict(path, (), who)


def _values(path: str, data: bytes, base: bytes | None, fields: Sequence[str]) -> tuple[FieldInConflict, ...]:
    """The *fields* with both values in *data*, which has conflict markers; none if they are not told apart there."""
    read = read_conflicted(path, data, base)
    found = [field for field in read.in_conflict.fields if field.name in fields] if read else []
    return tuple(found) if len(found) == len(fields) else ()


def _who(git: Git, commits: tuple[str, str], path: str) -> str:
    """Who changed the file last on the other side; empty if git does not know."""
    ours, theirs = commits
    answer = git.run(
        "log", "--max-count=1", "--format=%an", f"{ours}..{theirs}", "--", *literal_pathspecs([path])
    )
    return os.fsdecode(answer.out).strip()
