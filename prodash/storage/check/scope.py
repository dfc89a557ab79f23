"""Find the catalogue paths that a check covers: those that the user names, or that git lists as changed."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from prodash.errors import NoSuchPathError, UsageError
from prodash.model.check.scope import Scope
from prodash.storage.disk.links import Links, find_links, link_targets_outside, paths_in_catalogue
from prodash.storage.disk.locate import roots_of
from prodash.storage.disk.unreadable import shown_path


def scope_of(
    root: Path, paths: Sequence[str], variables: Mapping[str, str], *, changed: bool, since: str | None
) -> Scope:
    """The files at or below *paths*, which are relative to the current folder.

    With *changed*, only those that differ from the last commit.  With *since*, only those that differ from the common
    ancestor of *since* and the current branch.
    Raises NoSuchPathError, UsageError if all *paths* are in another catalogue, GitError.
    """
    needs_git = changed or since is not None
    links = find_links(root) if paths or needs_git else {}
    sets = [_files_at(root, links, paths)] if paths else []
    if needs_git:
        from prodash.storage.git.changed import changed_files
        from prodash.storage.git.run import Git

        files = changed_files(Git.at(root, variables), since, link_targets_outside(root, links))
        sets.append(
            _with_displayed_paths(name for path in files for name in paths_in_catalogue(root, links, path))
        )
    return Scope(tuple(sets))


def _files_at(root: Path, links: Links, paths: Iterable[str]) -> frozenset[str]:
    for path in paths:
        if not os.path.lexists(path):
            raise NoSuchPathError(path)
    names = _with_displayed_paths(name for path in paths for name in paths_in_catalogue(root, links, path))
    other_roots = () if names else roots_of(map(Path, paths))
    if other_roots:
        raise UsageError(
            f"the paths are in another catalogue, {other_roots[0]}, not in {root}; leave out -C to check them there"
        )
    return names


def _with_displayed_paths(paths: Iterable[str]) -> frozenset[str]:
    """*paths* and, for names with unprintable characters, also their displayed form, which problems use."""
    return frozenset(name for path in paths for name in (path, shown_path(path)))
