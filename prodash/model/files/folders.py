"""Folders: keep a new one from having the name of another in another case, which is one folder on macOS and Windows."""

from collections.abc import Iterable, Iterator

from prodash.errors import UsageError
from prodash.model.names.names import caseless


class Folders:
    """The folders of the files at *paths*."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._spellings: dict[str, str] = {}
        for path in paths:
            for folder in _folders_above(path):
                self._spellings.setdefault(caseless(folder), folder)

    def add(self, path: str) -> None:
        """Add the folders of a new file at *path*; raises UsageError if one is there in another case."""
        for folder in _folders_above(path):
            other = self._spellings.setdefault(caseless(folder), folder)
            if other != folder:
                raise UsageError(
                    f"the folder {folder!r} differs only in case from {other!r}, which is there; write that"
                )


def _folders_above(path: str) -> Iterator[str]:
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)
