"""Names: the ids and names of stages, workflows and projects, remembered because reading YAML takes long.

.prodash/names.json
{"prodash": "0.1.0", "files": {"stages.yaml": {"seen": [SIZE, MTIME_NS, INODE], "entries": [["seed", "Seed"]]}}}

What is remembered of a file holds while its status is the same.  Nothing depends on it: where it cannot be
read or written, the file is read instead.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prodash import __version__
from prodash.storage.files import read_bytes, write_bytes
from prodash.storage.locate import OWN

_FILE = "names.json"
_MOST_BYTES = 1 << 24
# File systems may tell times two seconds apart alike.
_YOUNG = 2_000_000_000

Names = tuple[tuple[str, str], ...]


def entry_names(root: Path, path: str) -> Names:
    """The id and the name of each entry in the file *path*, in its order; nothing where it cannot be read."""
    try:
        status = os.stat(root / path)
    except OSError:
        return ()
    seen = [status.st_size, status.st_mtime_ns, status.st_ino]
    kept = _remembered(root)
    if path in kept and kept[path]["seen"] == seen:
        return tuple((entry, name) for entry, name in kept[path]["entries"])
    entries = _read(root, path)
    _remember(root, {**kept, path: {"seen": seen, "entries": entries}})
    return entries


def _read(root: Path, path: str) -> Names:
    from prodash.storage.vocabularies import read_projects, read_stages, read_workflows

    readers = {"stages.yaml": read_stages, "workflows.yaml": read_workflows, "projects.yaml": read_projects}
    try:
        entries, _ = readers[path](path, read_bytes(root / path))
    except OSError:
        return ()
    return tuple((entry.id, entry.name) for entry in entries or ())


def _remembered(root: Path) -> dict[str, Any]:
    """What is known of each file that was not changed while, or just before, this was written."""
    path = root / OWN / _FILE
    try:
        if os.path.islink(root / OWN):
            return {}
        written = os.stat(path).st_mtime_ns
        data = json.loads(read_bytes(path, _MOST_BYTES))
        if data["prodash"] != __version__:
            return {}
        return {
            name: known
            for name, known in data["files"].items()
            if known["seen"][1] < written - _YOUNG and all(map(_is_entry, known["entries"]))
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, list) and [type(text) for text in entry] == [str, str]


def _remember(root: Path, files: Mapping[str, Any]) -> None:
    from prodash.storage.own import own_folder

    data = json.dumps({"prodash": __version__, "files": files}).encode("ascii")
    beside = f"{_FILE}.{os.getpid()}"
    try:
        folder = own_folder(root)
        write_bytes(os.path.join(folder, beside), data)
        try:
            os.replace(os.path.join(folder, beside), os.path.join(folder, _FILE))
        except OSError:
            os.unlink(os.path.join(folder, beside))
    except OSError:
        return
