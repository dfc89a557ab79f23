"""Steps: what each commit did to each file, and the contents that files had."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from prodash.storage.git.run import Git

_OPTIONS = ("--raw", "-z", "--no-abbrev", "--format=", "--relative", "--no-show-signature")
_TWO_PATHS = ("R", "C")
_MAX_BYTES = 1 << 20
_NO_SERVER = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
"""What a partial clone lacks stays unknown: asking its server takes long, and runs programs that its settings name."""


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
    words = os.fsdecode(_offline(git).require("log", *_OPTIONS, *arguments).out).split("\0")
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


def contents(git: Git, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The contents that git has under each of *ids*, without those that are missing or large.  Raises GitError."""
    lines = "".join(f"{one}\n" for one in dict.fromkeys(ids))
    answer = _offline(git).require("cat-file", "--batch", "--buffer", paths=[lines])
    return dict(_parts(answer.out))


def _offline(git: Git) -> Git:
    return git._replace(environment={**git.environment, **_NO_SERVER})


def _parts(out: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of what `git cat-file --batch` prints: a line with the id, the type and the size, then the contents."""
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        facts, at = out[at:end].decode("ascii", errors="replace").split(), end + 1
        if facts[1:2] != ["blob"]:
            continue
        size = int(facts[2])
        if size <= _MAX_BYTES:
            yield facts[0], out[at : at + size]
        at += size + 1
