"""Package files: the presets and schemas that ship with prodash."""

import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PACKAGE = "prodash"


def packaged_bytes(path: str) -> bytes:
    """The bytes of the file at *path* in the package.  Raises OSError if it does not exist."""
    return pkgutil.get_data(_PACKAGE, path) or b""


def packaged_paths(folder: str) -> list[str]:
    """The paths of all files below a folder of the package, relative to that folder."""
    # Importing this takes longer than everything else that a change does with schemas.
    from importlib import resources

    return sorted(_file_paths(resources.files(_PACKAGE) / folder, ""))


def _file_paths(folder: "Traversable", prefix: str) -> Iterator[str]:
    for item in folder.iterdir():
        if item.is_file():
            yield prefix + item.name
        else:
            yield from _file_paths(item, f"{prefix}{item.name}/")
