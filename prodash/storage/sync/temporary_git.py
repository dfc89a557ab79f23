"""Temporary git: git with an index or a folder of its own, as one that is stopped leaves files where it runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash.storage.disk.files import read_bytes
from prodash.storage.git.run import Git

_ATTRIBUTES = ":(glob)**/.gitattributes"
_MAX_BYTES = 1 << 20


@contextmanager
def in_temporary_folder(git: Git) -> Iterator[Git]:
    """*git*, which runs at the top of a repository, in a folder with nothing of it but its attributes.  Raises GitError."""
    with TemporaryDirectory(prefix="prodash-", ignore_cleanup_errors=True) as folder:
        for name in git.list_paths("ls-files", "--", _ATTRIBUTES):
            _copy(git.folder / name, Path(folder, name))
        yield _in_folder(git, Path(folder))


@contextmanager
def in_empty_folder(git: Git) -> Iterator[Git]:
    """*git* in an empty folder, with an index of its own.  Raises GitError."""
    with TemporaryDirectory(prefix="prodash-", ignore_cleanup_errors=True) as folder:
        files = Path(folder, "files")
        files.mkdir()
        yield with_index(_in_folder(git, files), Path(folder, "index"))


def with_index(git: Git, index: Path) -> Git:
    """*git* with another *index*."""
    return git._replace(environment={**git.environment, "GIT_INDEX_FILE": os.fspath(index)})


def _in_folder(git: Git, folder: Path) -> Git:
    git_dir = git.require("rev-parse", "--absolute-git-dir").line
    places = {"GIT_DIR": git_dir, "GIT_WORK_TREE": os.fspath(folder)}
    return git._replace(folder=folder, environment={**git.environment, **places})


def _copy(source: Path, target: Path) -> None:
    with suppress(OSError):
        data = read_bytes(source, _MAX_BYTES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
