"""Schemas: the JSON Schemas that ship with prodash, and those that editors find in a catalogue.

# yaml-language-server: $schema=../.prodash/schemas/track-file.json       first line of a track
"""

import os
from contextlib import suppress
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.storage.disk.files import read_bytes, write_bytes
from prodash.storage.disk.locate import OWN, PROJECTS, STAGES, WORKFLOWS
from prodash.storage.disk.private_folder import folder_in_own
from prodash.storage.resources.file_schema import with_names
from prodash.storage.resources.package import packaged_bytes, packaged_paths

TRACK_FILE = "track-file"

_FILES = {STAGES: "stages-file", WORKFLOWS: "workflows-file", PROJECTS: "projects-file"}
_FOLDER = "schemas"
_ENDING = ".json"


def schema_kinds() -> tuple[str, ...]:
    """What there are schemas of."""
    return tuple(sorted(path.removesuffix(_ENDING) for path in packaged_paths(_FOLDER)))


def schema_text(kind: str, catalogue: Catalogue | None = None) -> str:
    """The schema of one of the kinds; that of a track's file with the names of the *catalogue*."""
    text = packaged_bytes(f"{_FOLDER}/{kind}{_ENDING}").decode()
    return with_names(text, catalogue) if catalogue and kind == TRACK_FILE else text


def modeline(path: str) -> str:
    """The line that tells an editor where the schema of the file at *path* in a catalogue is."""
    up = "../" * path.count("/")
    kind = _FILES.get(path, TRACK_FILE)
    return f"# yaml-language-server: $schema={up}{OWN}/{_FOLDER}/{kind}{_ENDING}\n"


def has_modeline(root: Path) -> bool:
    """Whether the catalogue's files are to have such a line: stages.yaml has it."""
    with suppress(OSError):
        return modeline(STAGES).rstrip().encode() in read_bytes(root / STAGES)
    return False


def keep_schemas(root: Path, catalogue: Catalogue) -> None:
    """Bring the schemas for editors up to date; where that cannot be, leave them as they are."""
    with suppress(OSError):
        write_schemas(root, catalogue)


def write_schemas(root: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """Write the schemas for editors where they are not so already; their paths.  Raises OSError."""
    folder = folder_in_own(root, _FOLDER)
    names = {f"{kind}{_ENDING}": kind for kind in (TRACK_FILE, *_FILES.values())}
    for name, kind in names.items():
        _write(os.path.join(folder, name), schema_text(kind, catalogue).encode())
    return tuple(f"{OWN}/{_FOLDER}/{name}" for name in names)


def _write(path: str, data: bytes) -> None:
    with suppress(OSError):
        if read_bytes(path, len(data) + 1) == data:
            return
    beside = f"{path}.new"
    # Left by one that was killed.
    with suppress(FileNotFoundError):
        os.unlink(beside)
    write_bytes(beside, data)
    os.replace(beside, path)
