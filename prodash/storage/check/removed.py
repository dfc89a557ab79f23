"""Find out what has become of a catalogue that git knows, but whose stages are not on the disk."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.errors import NoCatalogueError
from prodash.storage.check.scope import ScopeOptions
from prodash.storage.disk.locate import STAGES, TRACKS, folders_upwards, track_paths

if TYPE_CHECKING:
    from prodash.storage.git.run import Git

_IN_COMMIT = "is deleted, but not in the commit"
_NOT_IN_COMMIT = "is not in the commit, but its tracks are"
_NOT_ON_DISK = "is deleted, but its tracks are not"


def root_in_git(
    missing: NoCatalogueError, options: ScopeOptions, variables: Mapping[str, str], since: str | None
) -> Path | None:
    """The folder of the catalogue that is *missing* on the disk but staged; None if it is removed as a whole.

    Raises NoStagesError if its stages are deleted and its tracks stay, GitError, and *missing* if git knows none there,
    not even in the commit to compare with: the last one, or the one where *since* and this branch parted.
    """
    from prodash.storage.git.changed import base_commit
    from prodash.storage.git.run import literal_pathspecs

    git = _git_at_top(missing, variables)
    names = _stages_files(missing, git.folder)
    base = base_commit(git, since)
    staged = git.list_paths("ls-files", "--", *literal_pathspecs(names))
    in_base = git.list_paths("ls-tree", "--name-only", base, "--", *names) if base else set()
    name = next((name for name in names if name in staged | in_base), None)
    if name is None:
        raise missing
    if options.staged and name in staged and names[name].is_dir():
        return names[name]
    about_commit = options.staged or options.deleted is not None
    if _has_tracks(git, names[name], about_commit=about_commit):
        source = base if since else "HEAD"
        _raise_no_stages(git, name, "" if name in staged else source, about_commit=about_commit)
    return None


def existing_folder(folder: Path) -> Path:
    """*folder*, or the nearest one above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.is_dir())


def _git_at_top(missing: NoCatalogueError, variables: Mapping[str, str]) -> "Git":
    """Git at the top of the repository where the catalogue was looked for; raises *missing* if there is none."""
    from prodash.storage.git.repository import top_of_repository
    from prodash.storage.git.run import Git
    from prodash.storage.git.staged import for_staged

    top = top_of_repository(existing_folder(Path(os.path.realpath(missing.folder))), variables)
    if top is None:
        raise missing
    return for_staged(Git.at(top, variables))


def _stages_files(missing: NoCatalogueError, top: Path) -> dict[str, Path]:
    """The names in git of the stages files that were looked for, nearest first, with their folders."""
    folder = Path(os.path.realpath(missing.folder))
    folders = folders_upwards(folder, top) if missing.searched_upwards else (folder,)
    return {(path.relative_to(top) / STAGES).as_posix(): path for path in folders}


def _has_tracks(git: "Git", root: Path, *, about_commit: bool) -> bool:
    """Whether there are tracks, in the commit or on the disk."""
    from prodash.storage.git.run import literal_pathspecs

    if not about_commit:
        return any(track_paths(root, {}))
    tracks = (root.relative_to(git.folder) / TRACKS).as_posix()
    return bool(git.list_paths("ls-files", "--", *literal_pathspecs([tracks])))


def _raise_no_stages(git: "Git", name: str, source: str, *, about_commit: bool) -> None:
    """Raise NoStagesError for the file *name*, which is in the commit *source*; empty if it is staged."""
    from prodash.storage.git.errors import NoStagesError

    from_source = (f"--source={source}", "--staged", "--worktree") if source else ()
    about_index = _NOT_IN_COMMIT if source else _IN_COMMIT
    raise NoStagesError(
        str(git.folder / name),
        git.command("restore", *from_source, "--", name),
        about_index if about_commit else _NOT_ON_DISK,
    )
