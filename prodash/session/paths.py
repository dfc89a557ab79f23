"""Paths: how paths of the catalogue are shown to people and to CI."""

import os
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from prodash.model.names.names import title_from_id


class PathDisplay:
    """Shows paths of the catalogue in *root*; *workspace* is the folder of the repository in CI, if any."""

    def __init__(self, root: Path, workspace: str = "") -> None:
        # `link/..` is not the folder that has the link.
        self._root = Path(os.path.realpath(root)) if os.pardir in root.parts else root
        self._workspace = workspace

    def display_path(self, path: str) -> str:
        """The catalogue path *path* as it can be typed in the current folder: relative, if possible."""
        folder, _, name = path.rpartition("/")
        if not (folder.startswith("tracks") and name.strip(".")):
            return self._relative_path(path)
        # Many tracks share a folder, whose path is cached; from a deeper folder it says nothing about the file's path.
        folder_path = self._relative_path_cached(folder)
        if folder_path.endswith(".."):
            return self._relative_path(path)
        return _not_an_option(name) if folder_path == "." else f"{folder_path}/{name}"

    def display_path_if_exists(self, path: str) -> str:
        """*path* relative to the current folder if the catalogue has such a file; else *path* unchanged."""
        return self.display_path(path) if os.path.lexists(self._root / path) else path

    def ci_path(self, path: str) -> str:
        """The catalogue path *path*, relative to the repository that CI checked out; outside CI as `display_path`."""
        file, top = Path(os.path.realpath(self._root / path)), Path(os.path.realpath(self._workspace))
        if self._workspace and file.is_relative_to(top):
            return file.relative_to(top).as_posix()
        return self.display_path(path)

    @cached_property
    def _relative_path_cached(self) -> Callable[[str], str]:
        return cache(self._relative_path)

    def _relative_path(self, path: str) -> str:
        return path_from(self._current_folder, str(self._root / path))

    @cached_property
    def _current_folder(self) -> str:
        try:
            return str(Path.cwd())
        except OSError:
            # Somebody has deleted it.
            return ""


def catalogue_name(root: Path) -> str:
    """The name of the catalogue in *root*: that of its folder, made readable."""
    return title_from_id(root.resolve().name) or "Catalogue"


def path_from(folder: str, path: str, system: Any = os.path) -> str:
    """The absolute *path* as it is typed in *folder*, with `/` between its parts; *system* is `os.path` or `ntpath`.

    It stays absolute where no relative path leads to it, and at the top of a disk, where it would only lack its slash.
    """
    is_top = not folder or system.dirname(folder) == folder
    try:
        shown = system.normpath(path) if is_top else system.relpath(path, folder)
    except ValueError:
        # It is on another drive.
        shown = system.normpath(path)
    return _not_an_option(shown.replace(system.sep, "/"))


def _not_an_option(path: str) -> str:
    return f"./{path}" if path.startswith("-") else path
