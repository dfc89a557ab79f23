"""Embedded: a folder with ordinary files that git would take for a repository, with whatever its config runs."""

import os
from pathlib import Path

from prodash.storage.disk.unreadable import shown_path
from prodash.storage.git.errors import NoRepositoryError

_ELSEWHERE = "commondir"
"""The file that says where the other parts of a repository are."""


def require_no_embedded(folder: Path) -> None:
    """Raise NoRepositoryError if git would find, from *folder* upwards, a repository that is in no `.git`.

    A clone or an archive can bring one as ordinary files, and git runs the programs that the config in it names.
    """
    real = Path(os.path.realpath(folder))
    for path in (real, *real.parents):
        if os.path.lexists(path / ".git"):
            return
        if parts := _parts(path):
            raise NoRepositoryError(
                f"{shown_path(str(path))} has {', '.join(parts)} as a git repository has in its .git; git would run the "
                "programs that its config names, so delete them if they are not yours"
            )


def _parts(folder: Path) -> list[str]:
    """The files and folders by which git knows *folder* as a repository; empty if it is none."""
    if not os.path.lexists(folder / "HEAD"):
        return []
    for parts in (["HEAD", "objects", "refs"], ["HEAD", _ELSEWHERE]):
        if all(os.path.lexists(folder / part) for part in parts):
            return parts
    return []
