"""Find the folder of a catalogue, and the track files in it."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from prodash.errors import NoCatalogueError, UsageError
from prodash.model.names.file_names import has_yaml_suffix, track_id

S = TypeVar("S")

STAGES = "stages.yaml"
WORKFLOWS = "workflows.yaml"
PROJECTS = "projects.yaml"
FIELDS = "fields.yaml"
VOCABULARY_FILES = (STAGES, WORKFLOWS, PROJECTS, FIELDS)
SETTINGS = "prodash.yaml"
VOCABULARIES_AND_SETTINGS = (*VOCABULARY_FILES, SETTINGS)
"""The files beside the tracks."""

TRACKS = "tracks"
TEMPLATES = "templates"
PRIVATE_FOLDER = ".prodash"
JOURNAL = "journal"
DRAFTS = "drafts"


def find_root(
    explicit: str | None,
    cwd: Path,
    paths: Sequence[str] = (),
    default: str | None = None,
    top: Path | None = None,
) -> Path:
    """The folder of the catalogue, by the first of these that applies:

    1. *explicit*, the folder that the user names
    2. the catalogue that contains *paths*
    3. *default*, such as the folder in PRODASH_CATALOGUE
    4. the nearest catalogue at or above *cwd*

    From a folder in *top*, the search upwards ends there.
    Raises NoCatalogueError if the folder has no `stages.yaml`, UsageError if *paths* are in several catalogues.
    """
    roots = [] if explicit is not None else roots_of((cwd / path for path in paths), top)
    if len(roots) > 1:
        root_list = ", ".join(sorted(map(str, roots)))
        raise UsageError(f"the paths are in several catalogues, {root_list}; name one with -C")
    if roots:
        return roots[0]
    chosen = default if explicit is None else explicit
    if chosen is None:
        root = _nearest_root(cwd, top)
        if root is None:
            raise NoCatalogueError(str(cwd), searched_upwards=True, in_repository=top is not None)
        return root
    if not os.path.lexists(cwd / chosen / STAGES):
        raise NoCatalogueError(chosen, searched_upwards=False)
    return cwd / chosen


def roots_of(paths: Iterable[Path], top: Path | None = None) -> list[Path]:
    """The catalogues that contain *paths*, each once even if links lead to it under several paths.

    From a path in *top*, the search upwards ends there.
    """
    roots = (_nearest_root(Path(os.path.abspath(path)), top) for path in paths)
    return [*{os.path.realpath(root): root for root in roots if root}.values()]


def _nearest_root(path: Path, top: Path | None) -> Path | None:
    return next((root for root in folders_upwards(path, top) if os.path.lexists(root / STAGES)), None)


def folders_upwards(path: Path, top: Path | None) -> Iterator[Path]:
    """*path* and the folders above it, as far as *top* if that is one of them."""
    for folder in (path, *path.parents):
        yield folder
        if folder == top:
            return


def has_drafts(root: Path) -> bool:
    """Whether there is a folder of drafts; every command asks this, and it rarely exists."""
    return os.path.isdir(os.path.join(root, PRIVATE_FOLDER, DRAFTS))


def track_paths(root: Path, unlisted: dict[str, OSError]) -> Iterator[str]:
    """The paths of all track files, relative to *root*, with `/` between their parts.

    Hidden files and folders are skipped.  A folder that cannot be listed goes to *unlisted*.
    """
    for folder in walk_track_folders(root, unlisted):
        yield from sorted(f"{folder.path}/{entry.name}" for entry in folder.files)


def template_paths(root: Path) -> dict[str, str]:
    """The paths of the templates in *root* by their names; empty if there is no such folder."""
    try:
        names = sorted(filter(has_yaml_suffix, os.listdir(root / TEMPLATES)))
    except OSError:
        return {}
    return {track_id(name): f"{TEMPLATES}/{name}" for name in names if not name.startswith(".")}


def statuses_of_tracks(
    root: Path, unlisted: dict[str, OSError], status_of: Callable[[os.stat_result], S]
) -> dict[str, S | None]:
    """What *status_of* gives for the `os.stat` of each track file, by path; None if `os.stat` fails.

    Skips hidden files and fills *unlisted* as `track_paths` does.
    """
    statuses: dict[str, S | None] = {}
    for path, files, _, descriptor in walk_track_folders(root, unlisted):
        above = f"{root}/{path}/" if descriptor is None else ""
        for entry in files:
            name = entry.name
            try:
                # Unlike `entry.stat`, this keeps no result, and has an inode number on Windows.
                statuses[f"{path}/{name}"] = status_of(os.stat(above + name, dir_fd=descriptor))
            except OSError:
                statuses[f"{path}/{name}"] = None
    return statuses


class TrackFolder(NamedTuple):
    """A folder of tracks: its *path*, its track *files*, and its *others*, which may be folders.

    If the system can reach files by it, *descriptor* is open until the caller requests the next folder.
    """

    path: str
    files: list["os.DirEntry[str]"]
    others: list["os.DirEntry[str]"]
    descriptor: int | None


def walk_track_folders(root: Path, unlisted: dict[str, OSError]) -> Iterator[TrackFolder]:
    """Each folder of tracks, without what is hidden in it; a folder that cannot be listed goes to *unlisted*.

    Follows links to folders, but lists no folder twice, and none that contains the catalogue.
    """
    folders = [TRACKS] if os.path.lexists(root / TRACKS) else []
    linked: list[str] = []
    seen: set[tuple[int, int]] = set()
    while folders or linked:
        if not folders:
            # Links come last, so that each folder is listed under its own path.
            folders.append(linked.pop())
            seen |= _folders_above(root)
        path = folders.pop()
        try:
            with _list_folder(root, path, seen) as folder:
                yield folder
                for entry in filter(_may_be_folder, folder.others):
                    (linked if entry.is_symlink() else folders).append(f"{path}/{entry.name}")
        except OSError as error:
            unlisted[path] = error


@contextmanager
def _list_folder(root: Path, path: str, seen: set[tuple[int, int]]) -> Iterator[TrackFolder]:
    """A context with the folder at *path*; it has no entries if it was *seen* under another path."""
    place = root / path
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY) if os.scandir in os.supports_fd else None
    folder = TrackFolder(path, [], [], descriptor)
    try:
        status = os.stat(place if descriptor is None else descriptor)
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(place if descriptor is None else descriptor) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        (folder.files if has_yaml_suffix(entry.name) else folder.others).append(entry)
        # In order, because a folder that two links lead to has the path of the first.
        folder.others.sort(key=attrgetter("name"))
        yield folder
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _folders_above(root: Path) -> set[tuple[int, int]]:
    """Device and inode numbers of the catalogue's folder and of all folders above it."""
    real = Path(os.path.realpath(root))
    return {(status.st_dev, status.st_ino) for status in map(os.stat, (real, *real.parents))}


def _may_be_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether to try to list *entry*; a dangling link counts as a folder unless its name has an extension."""
    try:
        return entry.is_dir() or (entry.is_symlink() and "." not in entry.name and not entry.is_file())
    except OSError:
        return True
