"""Scoping: the files that the user names or git saw change, as paths of the catalogue."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from prodash.errors import NoSuchPathError, UsageError
from prodash.model.check.scope import Scope
from prodash.storage.disk.links import Links, find_links, link_targets_outside, paths_in_catalogue
from prodash.storage.disk.locate import roots_of
from prodash.storage.disk.unreadable import shown_path


def scope_of(root: Path, paths: Sequence[str], *, changed: bool, since: str | None) -> Scope:
    """The files at or below *paths*, as seen from the current folder, and of these the *changed* ones.

    Raises NoSuchPathError for what is not there, UsageError where all is in another catalogue, GitError.
    """
    asks_git = changed or since is not None
    links = find_links(root) if paths or asks_git else {}
    sets = [_named(root, links, paths)] if paths else []
    if asks_git:
        from prodash.storage.git.commit import changed_files

        files = changed_files(root, since, link_targets_outside(root, links))
        sets.append(_as_shown(name for path in files for name in paths_in_catalogue(root, links, path)))
    return Scope(tuple(sets))


def _named(root: Path, links: Links, paths: Iterable[str]) -> frozenset[str]:
    for path in paths:
        if not os.path.lexists(path):
            raise NoSuchPathError(path)
    names = _as_shown(name for path in paths for name in paths_in_catalogue(root, links, path))
    elsewhere = () if names else roots_of(map(Path, paths))
    if elsewhere:
        raise UsageError(f"the paths are in the catalogue {elsewhere[0]}, and not in {root}")
    return names


def _as_shown(paths: Iterable[str]) -> frozenset[str]:
    """*paths* as problems name them, where a name holds what cannot be shown."""
    return frozenset(shown for path in paths for shown in (path, shown_path(path)))
