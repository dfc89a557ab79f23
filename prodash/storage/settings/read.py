"""Read a settings file; whatever is wrong with it becomes a problem, never an exception."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem, in_order
from prodash.model.settings.parse import KeyPath, parse_settings
from prodash.model.settings.settings import Settings, SettingsFile
from prodash.storage.disk.files import MAX_BYTES, read_bytes
from prodash.storage.disk.locate import SETTINGS
from prodash.storage.settings.simple_lines import simple_tree


def read_settings(root: Path | None, user_file: str) -> Settings:
    """The settings of the user, and those of the catalogue in *root*, if there is one."""
    return Settings(
        read_file(user_file, user_file, stands_alone=False) if user_file else SettingsFile("", exists=False),
        read_shared(root) if root else SettingsFile(SETTINGS, exists=False),
    )


def read_shared(root: Path) -> SettingsFile:
    """The settings file of the catalogue in *root*."""
    return read_file(str(root / SETTINGS), SETTINGS, stands_alone=True)


def with_settings_problems(catalogue: Catalogue, root: Path) -> Catalogue:
    """*catalogue* with the problems of the settings file in *root*."""
    found = read_shared(root).problems
    return replace(catalogue, problems=in_order((*catalogue.problems, *found))) if found else catalogue


def read_file(path: str, name: str, *, stands_alone: bool) -> SettingsFile:
    """The settings in the file at *path*, which problems call *name*; with *stands_alone*, its filters name only each other."""
    try:
        return parse_file(name, read_bytes(path), stands_alone=stands_alone)
    except OSError as error:
        if not os.path.lexists(path) and isinstance(error, FileNotFoundError | NotADirectoryError):
            return SettingsFile(name, exists=False)
        from prodash.storage.disk.unreadable import unreadable_problem

        return SettingsFile(name, problems=(unreadable_problem(name, error),))


def parse_file(name: str, data: bytes, *, stands_alone: bool) -> SettingsFile:
    """The settings in *data*, the bytes of a file that problems call *name*."""
    with suppress(UnicodeDecodeError):
        tree = simple_tree(data.decode()) if len(data) <= MAX_BYTES else None
        found, faults = parse_settings(tree or {}, name, stands_alone=stands_alone)
        if tree is not None and not faults:
            return found
    from prodash.model.catalogue.problem_codes import ProblemKind
    from prodash.storage.settings.yaml_tree import read_tree

    problems: list[Problem] = []
    places: dict[KeyPath, Location] = {}
    found, faults = parse_settings(read_tree(name, data, problems, places), name, stands_alone=stands_alone)
    problems += (ProblemKind[fault.kind].at(places[fault.place], **fault.data) for fault in faults)
    return found._replace(problems=tuple(problems))
