"""Tree: the files of a commit, and those on the disk that git knows."""

from collections.abc import Callable, Collection, Iterator

from prodash.storage.commits.head import RUN_NOTHING
from prodash.storage.git.run import Git

_TREE = ("ls-tree", "-r", "-z", "--end-of-options")
_INDEX = ("ls-files", "--stage", "-z")
_DIFFERENT = ("diff-files", "--name-only", "-z", "--relative", "--ignore-submodules=all")
_NEW = ("ls-files", "--others", "--exclude-standard", "-z")
_FILTERS = ("config", "--name-only", "-z", "--get-regexp", r"^filter\..*\.(clean|process|required)$")
_ORDINARY = "100"

Files = dict[str, str]
"""The blob of each file, by its path relative to the folder of git."""


def files_of_commit(git: Git, commit: str, is_wanted: Callable[[str], bool]) -> Files:
    """The files of *commit* below the folder of *git* whose path *is_wanted*; links and submodules are none.

    *git* is one that fetches nothing.  Raises GitError.
    """
    return dict(_files(git, is_wanted, *_TREE, commit))


def files_on_disk(git: Git, paths: Collection[str]) -> Files:
    """Those files on the disk at *paths* that git knows, or would add; the blob is empty where they must be read.

    No program that the repository names for its files runs.  Raises GitError.
    """
    files = dict(_files(git, paths.__contains__, *_INDEX))
    unlike = _paths(git, *_without_filters(git), *_DIFFERENT)
    # Looking for them takes a walk through all folders.
    new = _paths(git, *_NEW) if any(path not in files for path in paths) else []
    return files | {path: "" for path in (*unlike, *new) if path in paths}


def _files(git: Git, is_wanted: Callable[[str], bool], *arguments: str) -> Iterator[tuple[str, str]]:
    for entry in _paths(git, *arguments):
        facts, _, path = entry.partition("\t")
        if facts.startswith(_ORDINARY) and is_wanted(path):
            # A commit gives the kind of the file before its id, the index a number after it.
            yield path, facts.removesuffix(" 0").rpartition(" ")[2]


def _paths(git: Git, *arguments: str) -> list[str]:
    answer = git.require(*RUN_NOTHING, *arguments)
    # Not `os.fsdecode`: on every system git gives the paths in its own encoding.
    return answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _without_filters(git: Git) -> list[str]:
    """Options of git that turn off what the configuration says to run on files."""
    names = git.run(*_FILTERS).out.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return [
        word for name in names for word in ("-c", f"{name}={'false' if name.endswith('required') else ''}")
    ]
