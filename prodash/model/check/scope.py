"""Scope: the files whose problems `check` reports."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Sets of files and folders, relative to the catalogue (`.` is all of it); only paths in every set are in scope.

    For example, `check --changed tracks/ep` reports changed files (one set) that are in tracks/ep (another).
    """

    sets: tuple[frozenset[str], ...] = ()

    ignores_case: bool = False
    """Whether two paths that differ in the case of letters are the same file."""

    @classmethod
    def of(cls, *sets: frozenset[str], ignores_case: bool) -> "Scope":
        """The scope of these sets, whose paths may be spelled in any way that the disk takes for the same."""
        normal = (frozenset(_normal(path, ignores_case=ignores_case) for path in paths) for paths in sets)
        return cls(tuple(normal), ignores_case)

    def includes(self, *paths: str) -> bool:
        """Whether every set has one of *paths* or a folder above it; empty paths are ignored."""
        if not self.sets:
            return True
        spelled = [_normal(path, ignores_case=self.ignores_case) for path in paths if path]
        return all(any(not chosen.isdisjoint(upwards(path)) for path in spelled) for chosen in self.sets)

    def may_include(self, folder: str) -> bool:
        """Whether *folder* may contain a path in scope."""
        spelled = _normal(folder, ignores_case=self.ignores_case)
        return all(
            not chosen.isdisjoint(upwards(spelled)) or any(path.startswith(f"{spelled}/") for path in chosen)
            for chosen in self.sets
        )


def _normal(path: str, *, ignores_case: bool) -> str:
    """One spelling of *path*: composed characters, as git has them on a Mac, and if *ignores_case* small letters."""
    if not path.isascii():
        from unicodedata import normalize

        path = normalize("NFC", path)
    return path.casefold() if ignores_case else path


def upwards(path: str) -> Iterator[str]:
    """*path*, then each folder above it, up to `.`."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."
