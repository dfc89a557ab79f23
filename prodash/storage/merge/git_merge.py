"""Git's own merge of three files, line by line."""

import os
from collections.abc import Sequence
from pathlib import Path

from prodash.storage.git.run import Git
from prodash.storage.merge.pieces import Labels
from prodash.storage.merge.versions import Versions

_MOST_CONFLICTS = 127
"""The greatest exit code of `git merge-file` that counts conflicts; others are failures."""


class GitMerge:
    """Merges with `git merge-file`, from temporary files; versions that are *on_disk* already, from the files at *paths*."""

    def __init__(self, git: Git, on_disk: Versions | None = None, paths: Sequence[Path] = ()) -> None:
        self._git, self._on_disk, self._paths = git, on_disk, paths

    def __call__(self, versions: Versions, labels: Labels) -> tuple[bytes, bool]:
        """The merged bytes, and whether they have no conflict; raises GitError."""
        if versions == self._on_disk:
            return self._merge([*map(os.path.abspath, self._paths)], labels)
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            paths = [Path(folder, name) for name in versions._fields]
            for path, data in zip(paths, versions, strict=True):
                path.write_bytes(data or b"")
            return self._merge([*map(str, paths)], labels)

    def _merge(self, paths: Sequence[str], labels: Labels) -> tuple[bytes, bool]:
        base, ours, theirs = paths
        names = [word for label in (labels.ours, labels.base, labels.theirs) for word in ("-L", label)]
        options = ("-p", "-q", f"--marker-size={labels.marker_size}", *names)
        result = self._git.run("merge-file", *options, ours, base, theirs)
        if not 0 <= result.code <= _MOST_CONFLICTS:
            raise result.error
        return result.out, result.code == 0
