"""Create new files and folders, all of them or none."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from prodash.errors import DiskError
from prodash.storage.disk.open_folders import OpenFolders, Target


def create_files(root: Path, files: Mapping[str, bytes], folders: Sequence[str] = ()) -> None:
    """Create *root* and below it *files* (bytes by path) and *folders*, as far as they are missing, or nothing.

    Raises DiskError, also if one of the files exists or a folder is a link.
    """
    made: list[Path] = []
    try:
        _make_folder(root, made)
        with OpenFolders() as opened:
            _create_all(opened, root, files, folders)
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Create *folder* and those above it that are missing; *made* gets each of them.  Raises DiskError."""
    for path in reversed([path for path in (folder, *folder.parents) if not os.path.lexists(path)]):
        made.append(path)
        try:
            path.mkdir()
        except OSError as error:
            made.pop()
            raise DiskError(str(path), error) from None


def _create_all(opened: OpenFolders, root: Path, files: Mapping[str, bytes], folders: Sequence[str]) -> None:
    real_root, created = os.path.realpath(root), list[Target]()
    path = ""
    try:
        for path, data in files.items():
            folder, _, name = path.rpartition("/")
            target = Target(real_root, folder, name)
            opened.make(target).require_free(name)
            # Before it is there, for an interrupt may come just after.
            created.append(target)
            try:
                opened.of(target).create(name, data)
            except FileExistsError:
                # Another program has made it just now, so a rollback must not delete it.
                created.pop()
                raise
        for path in folders:
            opened.make(Target(real_root, path, ""))
    except BaseException as error:
        for target in created:
            with suppress(OSError):
                opened.of(target).delete(target.name)
        opened.remove_made()
        if isinstance(error, OSError):
            raise DiskError(str(root / path), error) from None
        raise
