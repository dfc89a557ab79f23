"""Presets: the files that a new catalogue starts with."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from prodash.errors import DiskError, RefusedError
from prodash.storage.disk.create import create_files
from prodash.storage.disk.locate import PRIVATE_FOLDER, STAGES, TRACKS
from prodash.storage.git.line_ends import with_line_ends
from prodash.storage.resources.package import packaged_bytes, packaged_paths
from prodash.storage.resources.sample import sample_files
from prodash.storage.resources.schemas import modeline

_PRESETS = "presets"


def preset_names() -> tuple[str, ...]:
    """The names of the presets."""
    return tuple(sorted({path.partition("/")[0] for path in packaged_paths(_PRESETS)}))


def create_catalogue(
    root: Path,
    preset: str,
    variables: Mapping[str, str],
    sample_on: date | None = None,
    stages: str | None = None,
) -> tuple[str, ...]:
    """Create a catalogue in *root* from *preset*, with the sample of a day if one is given; return the paths of its files.

    *stages* is the text of a list that replaces the stages of the preset.
    The environment *variables* are for git, which may decide on the line ends.
    Each file starts with a modeline.  Raises RefusedError if one of them exists already or *root* is in another
    catalogue's tracks, DiskError if one cannot be written; then nothing is left behind.
    """
    folder = f"{_PRESETS}/{preset}"
    files = {path: packaged_bytes(f"{folder}/{path}") for path in packaged_paths(folder)}
    if stages:
        files[STAGES] = _with_comments(preset, stages)
    if sample_on:
        files |= sample_files(folder, sample_on)
    return _create(root, files, variables)


def create_around_tracks(
    root: Path, preset: str, variables: Mapping[str, str], stages: str
) -> tuple[str, ...]:
    """Make the folder *root*, which has tracks, a catalogue with the text *stages*; return the paths of its files.

    Other vocabularies would say of names in the tracks that they are unknown, so there are none.
    Raises as `create_catalogue` does.
    """
    return _create(root, {STAGES: _with_comments(preset, stages)}, variables)


def _with_comments(preset: str, stages: str) -> bytes:
    """The text *stages* below the comments that the preset begins with."""
    return packaged_bytes(f"{_PRESETS}/{preset}/{STAGES}").partition(b"stages:")[0] + stages.encode()


def _create(root: Path, files: Mapping[str, bytes], variables: Mapping[str, str]) -> tuple[str, ...]:
    require_free(root, files)
    # stages.yaml makes the folder a catalogue, so it comes last.
    in_order = sorted(files, key=lambda path: path == STAGES)
    texts = {path: modeline(path).encode() + files[path] for path in in_order}
    create_files(root, with_line_ends(root, texts, variables), [TRACKS])
    return tuple(sorted(files))


def require_free(root: Path, paths: Iterable[str] = (STAGES,)) -> None:
    """Raise RefusedError if one of *paths* exists in *root*, or that is in another catalogue's tracks; DiskError if it is a file."""
    if os.path.isfile(root):
        raise DiskError(str(root), OSError(0, "it is a file; name a folder"))
    _require_own_place(root)
    existing = [(path, f"it already exists in {root}") for path in paths if os.path.lexists(root / path)]
    if os.path.islink(root / TRACKS):
        existing.append((TRACKS, "it is a link, and prodash writes only to a real folder; delete the link"))
    elif os.path.lexists(root / TRACKS) and not (root / TRACKS).is_dir():
        existing.append((TRACKS, f"it already exists in {root}"))
    if existing:
        raise RefusedError(existing)


def _require_own_place(root: Path) -> None:
    """Raise RefusedError if *root* is in the tracks or the private folder of another catalogue, which would read it."""
    real = Path(os.path.realpath(root))
    for parent in real.parents:
        inside = real.relative_to(parent).parts[0]
        if inside in {TRACKS, PRIVATE_FOLDER} and os.path.lexists(parent / STAGES):
            reason = (
                f"it is in the folder {inside} of the catalogue {parent}; choose a folder outside of that"
            )
            raise RefusedError([(str(root), reason)])
