"""Changed: the files that differ from a commit, or that the next commit changes."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.storage.git.errors import GitError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git, literal_pathspecs

DIFF = ("diff", "--name-only", "--relative", "--no-renames")


class Part(NamedTuple):
    """A folder of the repository, or one file in it; git lists its files relative to the folder of *git*."""

    git: Git
    pathspec: str = "."

    def list_paths(self, *arguments: str) -> set[str]:
        """The paths that a git command lists for the part."""
        return self.git.list_paths(*arguments, "--", self.pathspec)

    def list_entries(self, *arguments: str) -> list[str]:
        """What a git command lists for the part, in its order."""
        return self.git.list_entries(*arguments, "--", self.pathspec)


def changed_files(git: Git, since: str | None, linked: Iterable[Path] = ()) -> frozenset[str]:
    """The files below the folder of *git* and *linked* that differ from the last commit, new and deleted ones included.

    With *since*, those that differ from the common ancestor of *since* and this branch.
    Paths begin with the folder; an untracked git repository is listed as one folder.  Raises GitError.
    """
    base = base_commit(git, since)
    # Before the first commit every file is new.
    known = (*DIFF, base) if base else ("ls-files",)
    new = ("ls-files", "--others", "--exclude-standard")
    return _listed(git, linked, lambda part: part.list_paths(*known) | part.list_paths(*new))


def staged_files(git: Git, linked: Iterable[Path] = ()) -> frozenset[str]:
    """The files below the folder of *git* and *linked* that the next commit changes, as `changed_files`."""
    return _listed(git, linked, lambda part: part.list_paths(*DIFF, "--cached"))


def deleted_files(git: Git, between: str = "") -> frozenset[str]:
    """The files below the folder of *git* that the next commit deletes, or the commits *between* two."""
    return _listed(git, (), lambda part: part.list_paths(*DIFF, "--diff-filter=D", between or "--cached"))


def parts_of_repository(git: Git, linked: Iterable[Path]) -> Iterator[Part]:
    """The folder of *git*, and those of *linked* that are in the same repository.

    Each is asked from inside, so that no path of git has to be found in one of the disk, which may be spelled otherwise.
    """
    own = repository_of(git).git_dir
    yield Part(git)
    for path in linked:
        folder, name = (path, None) if path.is_dir() else (path.parent, path.name)
        part = Part(git._replace(folder=folder), literal_pathspecs([name])[0] if name else ".")
        with suppress(GitError):
            if repository_of(part.git).git_dir == own:
                yield part


def _listed(git: Git, linked: Iterable[Path], paths_of: Callable[[Part], set[str]]) -> frozenset[str]:
    return frozenset(
        os.path.join(part.git.folder, path)
        for part in parts_of_repository(git, linked)
        for path in paths_of(part)
    )


def base_commit(git: Git, since: str | None) -> str:
    """The last commit, or the one where *since* and this branch parted; empty before the first.  Raises GitError."""
    repository_of(git)
    if since is None:
        return git.run("rev-parse", "--verify", "--quiet", "HEAD").line
    commit = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if commit.code:
        raise GitError(f"unknown commit {since!r}")
    base = git.run("merge-base", commit.line, "HEAD")
    if base.code:
        raise GitError(f"{since!r} and this branch have no common ancestor")
    return base.line.split()[0]
