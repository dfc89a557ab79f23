"""Attributes: what git's attributes say about files."""

import os
from collections.abc import Iterable

from prodash.storage.git.run import Git


def attributes_of(git: Git, paths: Iterable[str], *names: str) -> dict[str, dict[str, str]]:
    """The value of each attribute in *names*, by path and name; `unspecified` where nothing is said.  Raises GitError."""
    out = os.fsdecode(git.require("check-attr", "-z", "--stdin", *names, paths=paths).out).split("\0")
    found: dict[str, dict[str, str]] = {}
    for path, name, value in zip(out[::3], out[1::3], out[2::3], strict=False):
        found.setdefault(path, {})[name] = value
    return found
