"""Tree: the files of a commit, and those on the disk that git knows."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from prodash.storage.commits.head import RUN_NOTHING
from prodash.storage.commits.log import why_no_folders
from prodash.storage.git.run import Git

_TREE = ("ls-tree", "-r", "-z", "--end-of-options")
_INDEX = ("ls-files", "--stage", "-v", "-z")
_LEFT_OUT = "S "
_DIFFERENT = ("diff-files", "--name-only", "-z", "--relative", "--ignore-submodules=all")
_NEW = ("ls-files", "--others", "--exclude-standard", "-z")
_FILTERS = ("config", "--name-only", "-z", "--get-regexp", r"^filter\..*\.(clean|process|required)$")
_ORDINARY = "100"

Files = dict[str, str]
"""The blob of each file, by its path relative to the folder of git."""


class OnDisk(NamedTuple):
    """Files on the disk, and the paths of those that a sparse checkout leaves out."""

    files: Files
    left_out: Collection[str]


def files_of_commit(git: Git, commit: str, is_wanted: Callable[[str], bool]) -> Files:
    """The files of *commit* below the folder of *git* whose path *is_wanted*; links and submodules are none.

    *git* is one that fetches nothing.  Raises GitError.
    """
    # The mode, the kind, and the id.
    return {
        path: facts.rpartition(" ")[2]
        for facts, path in _entries(git, *_TREE, commit)
        if facts.startswith(_ORDINARY) and is_wanted(path)
    }


def files_on_disk(git: Git, paths: Collection[str]) -> OnDisk:
    """Those files on the disk at *paths* that git knows, or would add; the blob is empty where they must be read.

    No program that the repository names for its files runs.  Raises GitError.
    """
    entries = [*_entries(git, *_INDEX)]
    left_out = _left_out(entries) - {*paths}
    # A tag, the mode, the id, and 0 unless the file is in conflict, when git finds it different.
    files = {
        path: facts.split(" ")[2] for facts, path in entries if path in paths and facts[2:5] == _ORDINARY
    }
    unlike = _list(git, *_without_filters(git), *_DIFFERENT)
    # Looking for them takes a walk through all folders.
    new = _list(git, *_NEW) if any(path not in files for path in paths) else []
    return OnDisk(files | {path: "" for path in (*unlike, *new) if path in paths}, left_out)


def left_out_of_checkout(git: Git) -> set[str]:
    """The files below the folder of *git* that a sparse checkout leaves out.  Raises GitError."""
    return _left_out(_entries(git, *_INDEX))


def _left_out(entries: Iterable[tuple[str, str]]) -> set[str]:
    return {path for facts, path in entries if facts.startswith(_LEFT_OUT)}


def _entries(git: Git, *arguments: str) -> Iterator[tuple[str, str]]:
    """What git lists: some facts, and the path."""
    for entry in _list(git, *arguments):
        facts, _, path = entry.partition("\t")
        yield facts, path


def _list(git: Git, *arguments: str) -> list[str]:
    answer = git.run(*RUN_NOTHING, *arguments)
    if answer.code:
        raise why_no_folders(git) or answer.error
    # Not `os.fsdecode`: on every system git gives the paths in its own encoding.
    return answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _without_filters(git: Git) -> list[str]:
    """Options of git that turn off what the configuration says to run on files."""
    names = git.run(*_FILTERS).out.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return [
        word for name in names for word in ("-c", f"{name}={'false' if name.endswith('required') else ''}")
    ]
