"""Versions: the three versions of a file that a merge begins with, and what it ends with."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from prodash.storage.merge.pieces import Labels


class Versions(NamedTuple):
    """The bytes of a file: what both sides began with, which may be missing, and what each side made of it."""

    base: bytes | None
    ours: bytes
    theirs: bytes


class Merged(NamedTuple):
    """The merged bytes, and the names of the fields that are between conflict markers in them."""

    data: bytes
    conflicts: tuple[str, ...]


LineMerge: TypeAlias = Callable[[Versions, Labels], tuple[bytes, bool]]
"""Git's own merge, line by line: the merged bytes, and whether they have no conflict."""
