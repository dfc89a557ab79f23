"""Find the catalogue as it is staged."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from prodash.storage.disk.links import find_links, link_targets_outside
from prodash.storage.disk.locate import STAGES, track_paths
from prodash.storage.read.load import Overlay


@contextmanager
def staged_catalogue(root: Path, variables: Mapping[str, str]) -> Iterator[Overlay]:
    """What counts of the catalogue in *root* for the next commit; the folder of the overlay lasts as long as the context.

    Raises NoStagesError, GitError.
    """
    from prodash.storage.git.errors import NoStagesError
    from prodash.storage.git.run import Git
    from prodash.storage.git.staged import for_staged, staged_copy

    git = for_staged(Git.at(root, variables))
    links = find_links(root)
    # A link of the copy leads to files of the copy, so then all of them have to be there.
    on_disk = () if links else (*track_paths(root, {}),)
    with staged_copy(git, link_targets_outside(root, links), on_disk) as (folder, same):
        if not os.path.lexists(folder / STAGES) and (same or any(track_paths(folder, {}))):
            raise NoStagesError(str(root / STAGES), git.command("add", STAGES))
        yield Overlay(folder, same)
