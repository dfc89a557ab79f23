"""Find the deleted files of a commit, whose absence may cause problems in the files that stay."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.storage.check.removed import existing_folder
from prodash.storage.disk.locate import STAGES, TRACKS, roots_of

if TYPE_CHECKING:
    from prodash.storage.git.run import Git


def deleted_paths(folder: Path, variables: Mapping[str, str], between: str = "") -> tuple[str, ...]:
    """The files below *folder* that the next commit deletes, if they belonged to a catalogue that stays.

    With *between*, as in `main...HEAD`, those that these commits delete.
    Raises NoStagesError if only the stages of a catalogue are deleted and its tracks stay, GitError.
    """
    from prodash.storage.git.changed import deleted_files
    from prodash.storage.git.repository import top_of_repository
    from prodash.storage.git.run import Git
    from prodash.storage.git.staged import for_staged

    git = for_staged(Git.at(existing_folder(folder), variables))
    paths = sorted(path for path in deleted_files(git, between) if Path(path).is_relative_to(folder))
    for path in paths:
        if Path(path).name == STAGES:
            _require_no_tracks(git, Path(path).parent)
    top = top_of_repository(git.folder, variables)
    return tuple(os.path.normpath(path) for path in paths if roots_of([Path(path)], top))


def _require_no_tracks(git: "Git", catalogue: Path) -> None:
    """Raise NoStagesError if there are still tracks in *catalogue*, whose stages are deleted."""
    from prodash.storage.git.errors import NoStagesError

    name = catalogue.relative_to(git.folder)
    if git.list_paths("ls-files", "--", (name / TRACKS).as_posix()):
        restore = ("restore", "--source=HEAD", "--staged", "--worktree", "--", (name / STAGES).as_posix())
        raise NoStagesError(str(catalogue / STAGES), git.command(*restore))
