"""Targets: the files themselves, where links end, and never one outside the catalogue."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path


def real_paths(root: Path) -> Callable[[str], str | None]:
    """What tells where a path of the catalogue ends when links are followed; None where that is outside.

    It looks at each folder once, so it is for the files of one change.
    """
    inside = os.path.realpath(root)

    @cache
    def real(path: str) -> str | None:
        target = os.path.realpath(os.path.join(inside, path))
        return target if Path(target).is_relative_to(inside) else None

    def real_file(path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        above = real(folder)
        if above is None or name in _STEPS or os.path.islink(target := os.path.join(above, name)):
            return real(path)
        return target

    return real_file


_STEPS = frozenset({"", os.curdir, os.pardir})
