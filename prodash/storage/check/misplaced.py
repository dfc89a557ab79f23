"""Strays: files that look like tracks or vocabularies, and that nobody reads where they are."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.errors import find_problems
from prodash.model.check.scope import Scope
from prodash.model.check.typos import typo_targets
from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.disk.files import MAX_BYTES, read_bytes
from prodash.storage.disk.links import find_links
from prodash.storage.disk.locate import STAGES, TRACKS
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault, Mapping
from prodash.storage.yaml.parse import parse

_PATHS = {kind.plural: kind.path for kind in KINDS.values()}


def problems_in(root: Path, catalogue: Catalogue, scope: Scope) -> tuple[Problem, ...]:
    """The problems in *scope*, warnings and strays too."""
    strays = tuple(find_strays(root, scope))
    problems = find_problems(replace(catalogue, problems=catalogue.problems + strays), warnings=True)
    return tuple(problem for problem in problems if scope.includes(problem.location.path, problem.cause))


def find_strays(root: Path, scope: Scope) -> Iterator[Problem]:
    """A problem for each file in *scope* that has a stage where no track is looked for, or that is nearly named
    as one of the vocabularies.

    What is hidden, linked, in a catalogue of its own or cannot be read is none of this catalogue's business.
    """
    for path in _unread_files(root, scope):
        meant = typo_targets(path.rpartition(".")[0], frozenset(_PATHS))
        if meant:
            yield ProblemKind.NEAR_FILE.at(Location(path), plural=meant[0], path=_PATHS[meant[0]])
        elif _has_stage(root, path):
            yield ProblemKind.OUTSIDE_TRACKS.at(Location(path))


def _unread_files(root: Path, scope: Scope) -> Iterator[str]:
    """The YAML files in *scope* outside the folder of the tracks, but for those that links make part of it."""
    real = Path(os.path.realpath(root))
    read = {*map(Path, find_links(root).values())}
    waiting = ["."]
    while waiting:
        folder = waiting.pop()
        entries = _entries(root / folder)
        if real / folder in read or (folder != "." and any(entry.name == STAGES for entry in entries)):
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}".removeprefix("./")
            if entry.is_dir(follow_symlinks=False):
                if path != TRACKS and scope.may_include(path):
                    waiting.append(path)
            elif _may_be_stray(entry, path, scope) and real / path not in read and not _is_read(root, path):
                yield path


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if not entry.name.startswith(".")]
    except OSError:
        return []


def _may_be_stray(entry: "os.DirEntry[str]", path: str, scope: Scope) -> bool:
    return has_yaml_suffix(path) and scope.includes(path) and entry.is_file(follow_symlinks=False)


def _is_read(root: Path, path: str) -> bool:
    """Whether the file is a vocabulary, by a name that may differ in case where the system takes no notice."""
    name = path.casefold()
    return (
        name in _PATHS.values() and os.path.exists(root / name) and os.path.samefile(root / path, root / name)
    )


def _has_stage(root: Path, path: str) -> bool:
    try:
        data = read_bytes(root / path)
    except OSError:
        return False
    if len(data) > MAX_BYTES or b"stage" not in data:
        return False
    decoded = decode(data)
    document = decoded if isinstance(decoded, Fault) else parse(decoded[1])
    if isinstance(document, Fault) or not isinstance(document.top, Mapping):
        return False
    return any(key.text == "stage" for key, _ in document.top.pairs)
