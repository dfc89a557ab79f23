"""Schema lines: tracks that name a schema for editors that is not there, as after a move by hand."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Track
from prodash.model.check.scope import Scope, upwards
from prodash.model.plan.plan import ChangePlan
from prodash.model.plan.schema_line import schema_line_change
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.links import Links, find_links
from prodash.storage.resources.schemas import SchemaPath, schema_path_in

_MAX_HEAD = 1 << 12
"""How many bytes of a file are looked at; the line is the first one, or one after other comments."""


class _WrongLine(NamedTuple):
    """A track with the line that names its schema."""

    track: Track
    schema: SchemaPath


def find_wrong_schema_lines(
    root: Path, catalogue: Catalogue, scope: Scope, links: Links
) -> Iterator[Problem]:
    """A problem for each track in *scope* whose line for editors leads elsewhere; *links* are skipped."""
    for track, schema in _wrong_lines(root, catalogue, scope, links):
        right = f'"$schema": "{schema.right_path}"' if schema.is_key else f"$schema={schema.right_path}"
        yield ProblemKind.SCHEMA_LINE.at(Location(track.path, schema.line, 1), schema=right)


def with_schema_lines(root: Path, catalogue: Catalogue, scope: Scope, plan: ChangePlan) -> ChangePlan:
    """*plan* that also corrects those lines."""
    lines = _wrong_lines(root, catalogue, scope, find_links(root))
    changes = tuple(
        schema_line_change(line.track, line.schema.path, line.schema.right_path) for line in lines
    )
    return replace(plan, changes=plan.changes + changes)


def _wrong_lines(root: Path, catalogue: Catalogue, scope: Scope, links: Links) -> Iterator[_WrongLine]:
    tracks = catalogue.tracks
    for position, path in enumerate(tracks.paths):
        if not scope.includes(path) or (links and any(folder in links for folder in upwards(path))):
            continue
        schema = schema_path_in(path, _head(f"{root}/{path}"))
        if schema and schema.path != schema.right_path:
            yield _WrongLine(tracks[position], schema)


def _head(path: str) -> bytes:
    with suppress(OSError):
        return read_bytes(path, _MAX_HEAD)
    return b""
