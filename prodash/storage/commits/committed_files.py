"""Committed files: what each commit did to each file."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from prodash.storage.commits.head import RUN_NOTHING, without_server
from prodash.storage.git.run import Git

_OPTIONS = ("--raw", "-z", "--no-abbrev", "--no-renames", "--format=", "--relative", "--no-show-signature")


class CommittedFile(NamedTuple):
    """What one commit did to one file, with its path relative to the folder of git.

    before, after   what git calls the contents; empty if there was no such file
    """

    path: str
    before: str
    after: str


def committed_files(git: Git, *arguments: str) -> list[CommittedFile]:
    """The files of the commits that `git log` lists with *arguments*, newest first.  Raises GitError, FileNotFoundError."""
    answer = without_server(git).require(*RUN_NOTHING, "log", *_OPTIONS, *arguments)
    return list(_files(iter(os.fsdecode(answer.out).split("\0"))))


def _files(words: Iterator[str]) -> Iterator[CommittedFile]:
    for word in words:
        if word.strip().startswith(":"):
            # Both modes, both ids, and a letter; then comes the path.
            _, _, before, after, _ = word.split()
            yield CommittedFile(next(words, ""), before.strip("0") and before, after.strip("0") and after)
