"""Scope: the files whose problems are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Files and folders relative to the catalogue, `.` for all of it; where there are several sets of them,
    what is asked for is in each.
    """

    sets: tuple[frozenset[str], ...] = ()

    def includes(self, *paths: str) -> bool:
        """Whether one of *paths* is asked for, or a folder that it is in; an empty path is none."""
        return all(
            any(not chosen.isdisjoint(_upwards(path)) for path in paths if path) for chosen in self.sets
        )

    def may_include(self, folder: str) -> bool:
        """Whether anything in *folder* may be asked for."""
        return all(
            not chosen.isdisjoint(_upwards(folder)) or any(path.startswith(f"{folder}/") for path in chosen)
            for chosen in self.sets
        )


def _upwards(path: str) -> Iterator[str]:
    """*path*, the folder that it is in, and so on up."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."
