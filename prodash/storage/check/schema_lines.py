"""Schema lines: tracks whose first line names a schema for editors that is not there, as after a move by hand."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.scope import Scope, upwards
from prodash.storage.disk.links import find_links
from prodash.storage.resources.schemas import modeline, with_modeline_of

_MAX_HEAD = 1 << 12
"""How many bytes of a file are looked at; the line is the first one, or one after other comments."""


def find_wrong_schema_lines(root: Path, catalogue: Catalogue, scope: Scope) -> Iterator[Problem]:
    """A problem for each track in *scope* whose line for editors leads elsewhere; links are skipped."""
    links = find_links(root)
    for track in catalogue.tracks:
        if not scope.includes(track.path) or any(path in links for path in upwards(track.path)):
            continue
        head = _head(root / track.path)
        if b"$schema=" in head and with_modeline_of(track.path, head) != head:
            line = head[: head.index(b"$schema=")].count(b"\n") + 1
            schema = modeline(track.path).rstrip().partition("$schema=")[2]
            yield ProblemKind.SCHEMA_LINE.at(Location(track.path, line, 1), schema=schema)


def _head(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(_MAX_HEAD)
    return b""
