"""Targets: the files that prodash may write, and where the links of a path lead.

| path                                          | prodash writes it if it is              |
| --------------------------------------------- | --------------------------------------- |
| stages.yaml, prodash.yaml and the like        | no link                                 |
| tracks/**/*.yaml, also through links          | a track file in the folder tracks       |
| any other, or with a hidden part (.git)       | never                                   |
"""

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from prodash.errors import RefusedError
from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.disk.locate import TRACKS, VOCABULARIES_AND_SETTINGS
from prodash.storage.disk.open_folders import Target
from prodash.storage.disk.unreadable import shown_path

_NOT_NAMES = frozenset({"", os.curdir, os.pardir})


def target_finder(root: Path) -> Callable[[str], Target]:
    """A function that returns the target of a path of the catalogue.

    It raises RefusedError if prodash must not write there.  It resolves each folder only once, so make a new function
    for each change.
    """
    real_root = os.path.realpath(root)

    @cache
    def real_folder(folder: str) -> str:
        return os.path.realpath(os.path.join(real_root, folder))

    def find(path: str) -> Target:
        if path in VOCABULARIES_AND_SETTINGS:
            return _vocabulary_target(real_root, path)
        folder, _, name = path.rpartition("/")
        real = os.path.join(real_folder(folder), name)
        if name in _NOT_NAMES or os.path.islink(real):
            real = os.path.realpath(os.path.join(real_root, path))
        below = _below(real_root, real)
        if reason := _why_not_a_track(real_root, below):
            raise RefusedError([(path, reason)])
        return Target(real_root, *below.rsplit("/", 1))

    return find


def targets(root: Path, paths: Iterable[str]) -> list[Target]:
    """The target of each path; raises RefusedError that names each path to which prodash must not write."""
    find = target_finder(root)
    found: list[Target] = []
    refused: list[tuple[str, str]] = []
    for path in paths:
        try:
            found.append(find(path))
        except RefusedError as error:
            refused += error.reasons
    if refused:
        raise RefusedError(refused)
    return found


def _vocabulary_target(real_root: str, name: str) -> Target:
    path = os.path.join(real_root, name)
    if os.path.islink(path):
        where = shown_path(_below(real_root, os.path.realpath(path)))
        raise RefusedError(
            [(name, f"it is a link to {where}; change the file there, or put a file in place of the link")]
        )
    return Target(real_root, "", name)


def _why_not_a_track(real_root: str, below: str) -> str:
    """Why prodash must not write the file at the real path *below* the catalogue; "" if it may."""
    where = shown_path(below)
    if os.path.isabs(below):
        return f"it leads outside the catalogue, to {where}; change the file there"
    folder, *parts = below.split("/")
    if os.path.normcase(folder) != os.path.normcase(TRACKS) or not parts:
        if os.path.islink(os.path.join(real_root, TRACKS)):
            return (
                f"the folder {TRACKS} is a link, so it leads to {where}; put the folder in place of the link"
            )
        return f"it leads out of the folder {TRACKS}, to {where}; change the file there"
    if any(part.startswith(".") for part in parts) or not has_yaml_suffix(parts[-1]):
        return f"it leads to {where}, which is not a track file; change the file there"
    return ""


def _below(real_root: str, real_path: str) -> str:
    """*real_path* relative to the catalogue, with `/` between its parts; unchanged if it is outside."""
    if real_path == real_root:
        return os.curdir
    prefix = os.path.join(real_root, "")
    return real_path.removeprefix(prefix).replace(os.sep, "/") if real_path.startswith(prefix) else real_path
