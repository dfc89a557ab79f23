"""Work tree: bring the files here up to a newer commit, or leave them all as they are."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from prodash.storage.disk.files import read_bytes, write_bytes
from prodash.storage.disk.unreadable import shown_path
from prodash.storage.git.changed import DIFF
from prodash.storage.git.errors import listed, quoted
from prodash.storage.git.run import Git, GitResult
from prodash.storage.git.undisturbed import undisturbed
from prodash.storage.sync.errors import CannotSyncError
from prodash.storage.sync.temporary_git import with_index

_STATUS = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
_MERGE = (
    "merge",
    "--ff-only",
    "--quiet",
    "--no-autostash",
    "--no-verify-signatures",
    "--no-overwrite-ignore",
)
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
_MAX_BYTES = 1 << 30
_MOST_NAMES = 4


def require_can_update(git: Git, older: str, newer: str) -> None:
    """Raise CannotSyncError if files that differ between the commits have changes that are in neither.

    *git* runs at the top of the repository.  Nothing is written, not even git's index.
    """
    if unwritable := _unwritable(git, older, newer):
        raise CannotSyncError(
            f"others changed files in {listed(tuple(unwritable))}, where nothing can be written"
        )
    with TemporaryDirectory(prefix="prodash-") as folder:
        copy = os.path.join(folder, "index")
        write_bytes(copy, read_bytes(git.path_of("index"), _MAX_BYTES))
        with_copy = with_index(git, Path(copy))
        with_copy.run("update-index", "-q", "--refresh")
        answer = with_copy.run("read-tree", "--dry-run", "-m", "-u", older, newer)
    paths = _untracked(git, older, newer) | (_changed(git, older, newer) if answer.code else set())
    if paths:
        raise CannotSyncError(_changed_on_both_sides(git, sorted(paths)))
    if answer.code:
        raise CannotSyncError(
            f"the files here could not be brought up to date; git says:{quoted(answer.words)}"
        )


def _changed_on_both_sides(git: Git, paths: Sequence[str]) -> str:
    """That *paths* differ here from all commits, and what to do."""
    add = git.command("add", "--", *(paths if len(paths) <= _MOST_NAMES else ["."]))
    commit, them = git.command("commit", "--message=mine"), "it" if len(paths) == 1 else "them"
    return (
        f"others changed {listed(tuple(map(shown_path, paths)))}, and your changes there are in no commit; commit {them} "
        f"with {add} and {commit}, or move {them} away, then sync again"
    )


def _unwritable(git: Git, older: str, newer: str) -> list[str]:
    """The folders in which files differ between the commits, and which are read-only."""
    names = git.list_paths(*DIFF, older, newer)
    folders = {next(path for path in Path(git.folder, name).parents if path.exists()) for name in names}
    return sorted(
        shown_path(os.fspath(path)) for path in folders if path.is_dir() and not os.access(path, os.W_OK)
    )


def _changed(git: Git, older: str, newer: str) -> set[str]:
    """The files that differ between the commits and are changed here too."""
    entries = os.fsdecode(git.require(*_STATUS).out).split("\0")
    return {entry[3:] for entry in entries} & git.list_paths(*DIFF, older, newer)


def _untracked(git: Git, older: str, newer: str) -> set[str]:
    """What is here in place of files that are new in the commit *newer*; git would overwrite what it ignores."""
    new, gone = (git.list_paths(*DIFF, f"--diff-filter={kind}", older, newer) for kind in "AD")
    # On a disk that ignores case, a file that is renamed only so is here already.
    known = {folder.casefold() for name in gone for folder in (name, *_folders(name))}
    names = [name for name in new if not _is_of_git(name)]
    return {path for name in names for path in _in_the_way(git, name) if path.casefold() not in known}


def _is_of_git(name: str) -> bool:
    """Whether the file *name* would be in the folder of git, which git itself refuses."""
    return ".git" in name.casefold().split("/")


def _in_the_way(git: Git, name: str) -> Iterator[str]:
    """The file *name*, or the file that is in place of its folder, if there is one."""
    if os.path.lexists(git.folder / name):
        yield name
    yield from (folder for folder in _folders(name) if _is_file(git.folder / folder))


def _folders(name: str) -> Sequence[str]:
    return [str(folder) for folder in PurePosixPath(name).parents][:-1]


def _is_file(path: Path) -> bool:
    return os.path.lexists(path) and not path.is_dir()


def update(git: Git, older: str, newer: str) -> GitResult:
    """Bring branch, index and files from the commit *older* to *newer*; if that fails, the files are put back.

    No hook runs, as it could wait for the catalogue's lock.
    """
    result = git.run_with_hooks(*_NO_HOOKS, *_MERGE, newer)
    if result.code:
        with undisturbed():
            _put_back(git, older, newer)
    return result


def run_hook_after_merge(git: Git) -> None:
    """Run the hook that git runs after a merge."""
    git.run_with_hooks("hook", "run", "--ignore-missing", "post-merge", "--", "0")


class _Versions(NamedTuple):
    """The bytes of a file in the older and the newer commit; None if it has no such file."""

    old: bytes | None
    new: bytes | None


def _put_back(git: Git, older: str, newer: str) -> None:
    """Give the files that git has begun to write the bytes of the *older* commit.

    A file with other bytes than git writes is one that somebody has changed since, and stays.
    """
    for name in git.list_paths(*DIFF, older, newer):
        path = Path(git.folder, name)
        versions = _Versions(_version(git, older, name), _version(git, newer, name))
        with suppress(OSError):
            if _is_begun(path, versions):
                _write(git, path, versions.old)


def _version(git: Git, commit: str, name: str) -> bytes | None:
    answer = git.run("cat-file", "--filters", f"{commit}:{name}")
    return None if answer.code else answer.out


def _is_begun(path: Path, versions: _Versions) -> bool:
    """Whether git has deleted, written or half written the file at *path*."""
    if not os.path.lexists(path):
        return versions.old is not None
    if path.is_symlink() or versions.new is None:
        return False
    now = path.read_bytes()
    return now != versions.old and versions.new.startswith(now)


def _write(git: Git, path: Path, old: bytes | None) -> None:
    if old is None:
        path.unlink()
    else:
        git.run("checkout-index", "--force", "-z", "--stdin", paths=[path.relative_to(git.folder).as_posix()])
