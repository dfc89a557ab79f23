"""Find the catalogue that a check reads: the one on the disk, or a copy of what is staged."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from prodash.storage.disk.links import find_links, link_targets_outside
from prodash.storage.disk.locate import STAGES, track_paths


@contextmanager
def staged_catalogue(root: Path, variables: Mapping[str, str]) -> Iterator[Path]:
    """A copy of the catalogue in *root* as the next commit will have it, which lasts as long as the context.

    Raises NoStagesError, GitError.
    """
    from prodash.storage.git.errors import NoStagesError
    from prodash.storage.git.run import Git
    from prodash.storage.git.staged import for_staged, staged_copy

    git = for_staged(Git.at(root, variables))
    with staged_copy(git, link_targets_outside(root, find_links(root))) as copy:
        if not os.path.lexists(copy / STAGES) and any(track_paths(copy, {})):
            raise NoStagesError(str(root / STAGES), git.command("add", STAGES))
        yield copy
