"""Blobs: the contents of files by their ids, in one run of git."""

import os
from collections.abc import Iterable, Iterator, Sequence

from prodash.storage.git.run import Git

_BATCH = ("cat-file", "--batch", "--buffer")
_OBJECTS = ("rev-list", "--objects", "--missing=print", "--full-history", "--end-of-options")
_PARTIAL = ("config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$")
_MISSING, _BLOB = b"missing", b"blob"
_SHA1_DIGITS = 40


def blob_id(data: bytes, digits: int) -> str:
    """The id that git gives a file with *data*, in a repository whose ids have so many *digits*."""
    # It imports OpenSSL, which takes milliseconds.
    import hashlib

    make = hashlib.sha1 if digits == _SHA1_DIGITS else hashlib.sha256
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read_blobs_of_file(
    git: Git, ids: Sequence[str], commit: str, path: str
) -> Iterator[tuple[str, bytes | None]]:
    """What `read_blobs` gives for *ids* of versions of the file at *path*, which does not take seconds in a partial clone."""
    missing = _missing_objects(git, commit, path) if ids and git.run(*_PARTIAL).out else frozenset()
    yield from ((identifier, None) for identifier in ids if identifier in missing)
    yield from read_blobs(git, [identifier for identifier in ids if identifier not in missing], commit)


def read_blobs(git: Git, ids: Sequence[str], commit: str) -> Iterator[tuple[str, bytes | None]]:
    """Each of *ids* with its contents; None if this clone does not have it.  *commit* leads to all of them.

    *git* is one that fetches nothing.  Raises GitError.
    """
    if not ids:
        return
    answer = git.run(*_BATCH, lines=ids)
    if answer.code and (missing := _missing_objects(git, commit)):
        # In a partial clone git stops at the first blob that it may not fetch.
        yield from ((identifier, None) for identifier in ids if identifier in missing)
        ids = [identifier for identifier in ids if identifier not in missing]
        answer = git.run(*_BATCH, lines=ids)
    if answer.code:
        raise answer.error
    yield from _split(answer.out, ids)


def read_versions(git: Git, names: Sequence[str]) -> Iterator[bytes | None]:
    """The contents of files in commits, each by a name such as `HEAD:./PATH`; None for what this clone does not have.

    Nothing at all if a blob is missing in a partial clone.  Raises GitError if git cannot be started.
    """
    answer = git.run(*_BATCH, lines=names)
    yield from (data for _, data in ([] if answer.code else _split(answer.out, names)))


def _split(data: bytes, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    start = 0
    for identifier in ids:
        end = data.index(b"\n", start)
        words = data[start:end].split(b" ")
        start = end + 1
        if words[-1] == _MISSING:
            yield identifier, None
            continue
        size = int(words[2])
        yield identifier, data[start : start + size] if words[1] == _BLOB else b""
        start += size + 1


def _missing_objects(git: Git, commit: str, *paths: str) -> frozenset[str]:
    """The objects that *commit* leads to, at *paths* if any are given, and that this clone does not have."""
    answer = git.run(*_OBJECTS, commit, "--", *paths)
    if answer.code:
        raise answer.error
    lines = os.fsdecode(answer.out).split("\n")
    return frozenset(line[1:] for line in lines if line.startswith("?"))
