"""Find misplaced files: YAML files that look like tracks or lists of entries, but that prodash does not read."""

import os
from collections.abc import Iterator
from pathlib import Path

from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.check.problems import CheckProblem
from prodash.model.check.scope import Scope
from prodash.model.check.typos import typo_targets
from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.disk.files import MAX_BYTES, read_bytes
from prodash.storage.disk.links import Links
from prodash.storage.disk.locate import SETTINGS, STAGES, TEMPLATES, TRACKS
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault, Mapping
from prodash.storage.yaml.parse import parse

_PATHS = {**{kind.plural: kind.path for kind in KINDS.values()}, "prodash": SETTINGS}
_CONTENTS = {"prodash": "filters and defaults"}
"""What is in a file whose name does not say it."""


def find_misplaced(root: Path, scope: Scope, stage_key: str, links: Links) -> Iterator[Problem]:
    """A problem for each misplaced file in *scope*.

    A file is misplaced if it has a stage but is outside the tracks folder, or if its name looks like a typo of
    `stages.yaml`, `workflows.yaml`, `projects.yaml`, `fields.yaml` or `prodash.yaml`.  Hidden files, links, unreadable files and files of other
    catalogues inside this one are skipped.
    """
    for path in _unread_files(root, scope, links):
        kinds = typo_targets(path.rpartition(".")[0], frozenset(_PATHS))
        if kinds:
            yield CheckProblem.NEAR_FILE.at(
                Location(path), plural=_CONTENTS.get(kinds[0], kinds[0]), path=_PATHS[kinds[0]]
            )
        elif has_key(root, path, stage_key):
            yield CheckProblem.OUTSIDE_TRACKS.at(Location(path))


def _unread_files(root: Path, scope: Scope, links: Links) -> Iterator[str]:
    """The YAML files in *scope* outside the tracks folder, except those that the catalogue reads through links."""
    real_root = Path(os.path.realpath(root))
    read_through_links = {*map(Path, links.values())}
    folders = ["."]
    while folders:
        folder = folders.pop()
        children = _visible_children(root / folder)
        if real_root / folder in read_through_links or (
            folder != "." and any(child.name == STAGES for child in children)
        ):
            continue
        for child in children:
            path = f"{folder}/{child.name}".removeprefix("./")
            if child.is_dir(follow_symlinks=False):
                if path not in {TRACKS, TEMPLATES} and scope.may_include(path):
                    folders.append(path)
            elif (
                _may_be_misplaced(child, path, scope)
                and real_root / path not in read_through_links
                and not _is_read(root, path)
            ):
                yield path


def _visible_children(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as children:
            return [child for child in children if not child.name.startswith(".")]
    except OSError:
        return []


def _may_be_misplaced(child: "os.DirEntry[str]", path: str, scope: Scope) -> bool:
    return has_yaml_suffix(path) and scope.includes(path) and child.is_file(follow_symlinks=False)


def _is_read(root: Path, path: str) -> bool:
    """Whether the catalogue reads the file as its list of entries; ignoring case if the file system does."""
    name = path.casefold()
    return (
        name in _PATHS.values() and os.path.exists(root / name) and os.path.samefile(root / path, root / name)
    )


def has_key(root: Path, path: str, key: str) -> bool:
    """Whether the YAML file at *path* in *root* is a mapping with *key*."""
    try:
        data = read_bytes(root / path)
    except OSError:
        return False
    if len(data) > MAX_BYTES or key.encode() not in data:
        return False
    decoded = decode(data)
    document = decoded if isinstance(decoded, Fault) else parse(decoded[1])
    if isinstance(document, Fault) or not isinstance(document.top, Mapping):
        return False
    return any(name.text == key for name, _ in document.top.pairs)
