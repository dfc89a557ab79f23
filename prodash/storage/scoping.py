"""Scoping: the files that the user names or git saw change, as paths of the catalogue."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from prodash.errors import NoSuchPathError
from prodash.model.scope import Scope
from prodash.storage.loading import shown_path
from prodash.storage.locate import path_in


def scope_of(root: Path, paths: Sequence[str], *, changed: bool, since: str | None) -> Scope:
    """The files at or below *paths*, as seen from the current folder, and of these the *changed* ones.

    Raises NoSuchPathError for what is not there, GitError.
    """
    sets = [_named(root, paths)] if paths else []
    if changed or since is not None:
        from prodash.storage.git import changed_files

        sets.append(_as_shown(changed_files(root, since)))
    return Scope(tuple(sets))


def _named(root: Path, paths: Iterable[str]) -> frozenset[str]:
    for path in paths:
        if not os.path.lexists(path):
            raise NoSuchPathError(path)
    return _as_shown(inside for path in paths if (inside := path_in(root, path)))


def _as_shown(paths: Iterable[str]) -> frozenset[str]:
    """*paths* as problems name them, where a name holds what cannot be shown."""
    return frozenset(shown for path in paths for shown in (path, shown_path(path)))
