"""Scope: the files whose problems `check` reports."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Sets of files and folders, relative to the catalogue (`.` is all of it); only paths in every set are in scope.

    For example, `check --changed tracks/ep` reports changed files (one set) that are in tracks/ep (another).
    """

    sets: tuple[frozenset[str], ...] = ()

    def includes(self, *paths: str) -> bool:
        """Whether every set has one of *paths* or a folder above it; empty paths are ignored."""
        return all(
            any(not chosen.isdisjoint(upwards(path)) for path in paths if path) for chosen in self.sets
        )

    def may_include(self, folder: str) -> bool:
        """Whether *folder* may contain a path in scope."""
        return all(
            not chosen.isdisjoint(upwards(folder)) or any(path.startswith(f"{folder}/") for path in chosen)
            for chosen in self.sets
        )


def upwards(path: str) -> Iterator[str]:
    """*path*, then each folder above it, up to `.`."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."
