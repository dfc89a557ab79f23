"""Steps: what each commit did to each file."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from prodash.storage.commits.log import RUN_NOTHING, without_server
from prodash.storage.git.run import Git

_OPTIONS = ("--raw", "-z", "--no-abbrev", "--format=", "--relative", "--no-show-signature")
_TWO_PATHS = ("R", "C")


class Step(NamedTuple):
    """What one commit did to one file, with paths relative to the folder of git.

    old_path        its path before, if it was moved; else the same as `path`
    before, after   what git calls the contents; empty if there was no such file
    """

    old_path: str
    path: str
    before: str
    after: str


def steps_of_files(git: Git, *arguments: str) -> list[Step]:
    """The steps of the commits that `git log` lists with *arguments*, newest first.  Raises GitError, FileNotFoundError."""
    words = os.fsdecode(without_server(git).require(*RUN_NOTHING, "log", *_OPTIONS, *arguments).out).split(
        "\0"
    )
    return list(_steps(iter(words)))


def _steps(words: Iterator[str]) -> Iterator[Step]:
    for word in words:
        if not word.strip().startswith(":"):
            continue
        # Both modes, both ids, and a letter.
        _, _, before, after, what = word.split()
        old_path = next(words, "")
        path = next(words, "") if what.startswith(_TWO_PATHS) else old_path
        yield Step(old_path, path, before.strip("0") and before, after.strip("0") and after)
