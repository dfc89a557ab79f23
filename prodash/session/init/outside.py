"""Outside: the YAML files of a folder that stand where prodash reads no tracks."""

import os
from collections.abc import Iterator
from pathlib import Path

from prodash.errors import RefusedError
from prodash.model.names.file_names import has_yaml_suffix
from prodash.render.terminal.words import pluralise
from prodash.storage.disk.locate import TRACKS, track_paths

_MOST_NAMED = 5


def require_tracks_in_place(root: Path) -> None:
    """Raise RefusedError if *root* has no track files, with what to do about YAML files at other places."""
    if next(track_paths(root, {}), None) is not None:
        return
    if root.resolve().name == TRACKS:
        raise RefusedError([(str(root), "name the folder that contains tracks, which becomes the catalogue")])
    files = [*_yaml_files(root)]
    if not files:
        raise RefusedError([(str(root), f"it has no YAML files; prodash reads those in its folder {TRACKS}")])
    tops = sorted({path.relative_to(root).parts[0] for path in files})
    what = ", ".join(tops[:_MOST_NAMED]) + (
        f" and {len(tops) - _MOST_NAMED} more" if tops[_MOST_NAMED:] else ""
    )
    reason = (
        f"{pluralise(len(files), 'YAML file')} outside of {TRACKS}, where prodash reads none; "
        f"make a folder {TRACKS} there, move {what} into it, and run this again"
    )
    raise RefusedError([(str(root), reason)])


def _yaml_files(root: Path) -> Iterator[Path]:
    """The YAML files below *root*, without hidden ones and without following links."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if has_yaml_suffix(name) and name[0] != ".")
