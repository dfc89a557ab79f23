"""Schemas: the JSON Schemas that ship with prodash, and the copies in a catalogue for editors.

# yaml-language-server: $schema=../.prodash/schemas/track-file.json       first line of a track
"""

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import FIELDS, PRIVATE_FOLDER, PROJECTS, SETTINGS, STAGES, WORKFLOWS
from prodash.storage.disk.open_folder import OpenFolder
from prodash.storage.disk.open_folders import OpenFolders, Target
from prodash.storage.disk.private_folder import make_private_subfolder
from prodash.storage.resources.package import packaged_bytes, packaged_paths

TRACK_FILE = "track-file"

_FILES = {
    STAGES: "stages-file",
    WORKFLOWS: "workflows-file",
    PROJECTS: "projects-file",
    FIELDS: "fields-file",
    SETTINGS: "settings-file",
}
_FOLDER = "schemas"
_ENDING = ".json"
_START = rb"\A(?:\xef\xbb\xbf)?"
_UP = rb"(?:\.\.?/)*"
_SCHEMA = (
    # In a comment, behind other comments too, but not in the text of a value; as a key of JSON; as a key of YAML.
    rb"(?:" + _START + rb"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*#[ \t]*yaml-language-server:[ \t]*\$schema="
    rb"|" + _START + rb"\s*\{(?s:.*?)\"\$schema\"\s*:\s*\""
    rb"|" + _START + rb"(?![\s]*\{)(?s:.*?)^[\"']?\$schema[\"']?[ \t]*:[ \t]+[\"']?)"
    rb"(?P<up>" + _UP + rb")(?P<rest>" + re.escape(f"{PRIVATE_FOLDER}/{_FOLDER}/".encode()) + rb"[^\s\"',}]*)"
)
"""The path of a schema of prodash's own in the bytes of a track, as a regular expression for several lines."""


class SchemaPath(NamedTuple):
    """Where a track names its schema: the line from 1, the path, and the right one, as they are written."""

    line: int
    path: str
    right_path: str
    is_key: bool


def schema_kinds() -> tuple[str, ...]:
    """The names of the schemas."""
    return tuple(sorted(path.removesuffix(_ENDING) for path in packaged_paths(_FOLDER)))


def schema_text(kind: str, catalogue: Catalogue | None = None) -> str:
    """The schema called *kind*; the schema of track files knows the ids and the declared fields of *catalogue*."""
    text = packaged_bytes(f"{_FOLDER}/{kind}{_ENDING}").decode()
    return _with_catalogue_ids(text, catalogue) if catalogue and kind == TRACK_FILE else text


def modeline(path: str) -> str:
    """The modeline of the catalogue's file *path*: the first line, which tells an editor the path of its schema."""
    up = "../" * path.count("/")
    kind = _FILES.get(path, TRACK_FILE)
    return f"# yaml-language-server: $schema={up}{PRIVATE_FOLDER}/{_FOLDER}/{kind}{_ENDING}\n"


def with_schema_path_of(path: str, data: bytes) -> bytes:
    """*data*, the bytes of a track, with the path of its schema as seen from *path*, if it names one of prodash's own."""
    found = re.search(_SCHEMA, data, re.MULTILINE) if b"$schema" in data else None
    return data[: found.start("up")] + _up_from(path) + data[found.end("up") :] if found else data


def schema_path_in(path: str, data: bytes) -> SchemaPath | None:
    """What *data*, the bytes of the track at *path* or their beginning, names as its schema of prodash's own."""
    found = re.search(_SCHEMA, data, re.MULTILINE) if b"$schema" in data else None
    if found is None:
        return None
    named, right = (up + found["rest"] for up in (found["up"], _up_from(path)))
    line = data.count(b"\n", 0, found.start("up")) + 1
    is_key = not data[: found.start("up")].endswith(b"=")
    return SchemaPath(line, named.decode("utf-8", "replace"), right.decode("utf-8", "replace"), is_key)


def _up_from(path: str) -> bytes:
    return b"../" * path.count("/")


def has_modeline(root: Path) -> bool:
    """Whether new files in the catalogue should start with a modeline, as stages.yaml does."""
    with suppress(OSError):
        return modeline(STAGES).rstrip().encode() in read_bytes(root / STAGES)
    return False


def refresh_schemas(root: Path, catalogue: Catalogue) -> None:
    """Update the schemas for editors; ignore a failure, because they only help editors."""
    with suppress(OSError):
        write_schemas(root, catalogue)


def write_schemas(root: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """Write the missing and outdated schemas for editors; return the paths of all.  Raises OSError."""
    make_private_subfolder(root, _FOLDER)
    names = {f"{kind}{_ENDING}": kind for kind in (TRACK_FILE, *_FILES.values())}
    with OpenFolders() as folders:
        folder = folders.of(Target(os.path.realpath(root), f"{PRIVATE_FOLDER}/{_FOLDER}", ""))
        for name, kind in names.items():
            _write_if_different(folder, name, schema_text(kind, catalogue).encode())
    return tuple(f"{PRIVATE_FOLDER}/{_FOLDER}/{name}" for name in names)


def _with_catalogue_ids(schema: str, catalogue: Catalogue) -> str:
    """*schema* with the key of the stage, the ids of the catalogue's stages, workflows and projects, and its declared fields.

    It still accepts any other name, because an id has many spellings; `prodash check` knows them all.
    """
    tree = json.loads(schema)
    names = tree["definitions"]
    for kind in BY_FIELD.values():
        if known := kind.vocabulary_of(catalogue).ids:
            names[kind.name] = {"anyOf": [{"enum": known}, names[kind.name]]}
    key_of = catalogue.stage_line.swapped
    tree["required"] = [*map(key_of, tree["required"])]
    tree["properties"] = {key_of(field): schema for field, schema in tree["properties"].items()}
    if catalogue.declared_fields:
        from prodash.storage.resources.field_schemas import declared_properties

        tree["properties"] = declared_properties(catalogue) | tree["properties"]
    return f"{json.dumps(tree, indent=2)}\n"


def _write_if_different(folder: OpenFolder, name: str, data: bytes) -> None:
    with suppress(OSError):
        if folder.read(name, len(data) + 1) == data:
            return
    temp_name = f"{name}.new"
    # A killed process can leave the temporary file behind.
    folder.delete_if_exists(temp_name)
    folder.create(temp_name, data)
    folder.move(temp_name, name)
