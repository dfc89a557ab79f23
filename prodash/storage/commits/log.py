"""Log: every commit that leads to the newest one, with the files that it changed.

Each option below keeps the answer the same whatever the configuration of git says, and no option runs a program.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from prodash.storage.commits.head import RUN_NOTHING, Head
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git, GitResult

_SEPARATOR = "\x1f"
_NEWEST_OPTION, _OLDEST_GIT = "--diff-merges", "2.31"
"""The option of `_LOG` that came last, and the git that it came with."""
_LOG = (
    *("log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-color", "--no-notes", "--no-ext-diff"),
    *(
        "--no-textconv",
        f"-O{os.devnull}",
        "--no-relative",
        "--encoding=UTF-8",
        "--no-mailmap",
        "--no-decorate",
    ),
    *(
        "--no-show-signature",
        "--topo-order",
        "--reverse",
        f"{_NEWEST_OPTION}=first-parent",
        "--root",
        "--full-index",
    ),
    *("--ignore-submodules=all", "--ignore-missing", "--date=raw"),
    f"--format={_SEPARATOR.join(('%H', '%P', '%at', '%ad', '%an'))}",
)
_ORDINARY = "100"
_PARTIAL = r"^(extensions\.partialclone|remote\..*\.promisor)$"


class FileChange(NamedTuple):
    """A file that differs from the first parent; *old* and *new* are blobs, empty where there is no ordinary file."""

    path: str
    old: str
    new: str


class Commit(NamedTuple):
    """A commit, the author's time in seconds since 1970, and minutes east of UTC; paths are those of the catalogue."""

    id: str
    parents: tuple[str, ...]
    seconds: int
    offset: int
    author: str
    changes: list[FileChange]


def read_commits(
    git: Git, head: Head, without: Iterable[str], is_wanted: Callable[[str], bool]
) -> Iterator[Commit]:
    """The commits that lead to *head*, parents first, but for those that lead to the commits *without*.

    Of the files they changed only those of the catalogue whose path *is_wanted*.  Raises GitError.
    """
    # Looking at every path costs less than a pathspec, unless most of the repository is elsewhere.
    options, folder = (("--full-history", "--sparse"), ".") if head.prefix else ((), "")
    ends = (head.commit, *(f"^{commit}" for commit in without))
    paths = ("--", folder) if folder else ("--",)
    answer = git.run(*RUN_NOTHING, *_LOG, *options, "--end-of-options", *ends, *paths)
    if answer.code:
        raise _why_too_old(git, answer) or why_no_folders(git) or answer.error
    # Not `os.fsdecode`: on every system git gives the paths in its own encoding.
    yield from _parse(answer.out.decode("utf-8", "surrogateescape").split("\0"), head.prefix, is_wanted)


def _why_too_old(git: Git, answer: GitResult) -> GitError | None:
    """What git to get if this one does not know an option of the log; None for another failure."""
    # Git's sentence may be in any language, but quotes the option.
    if _NEWEST_OPTION not in answer.said:
        return None
    version = git.run("version").line.removeprefix("git version ")
    return GitError(f"the history needs git {_OLDEST_GIT} or newer, and this is git {version}; update git")


def why_no_folders(git: Git) -> GitError | None:
    """Why git cannot list files of older commits in a clone without their folders, and what to do; None for another clone."""
    if git.run("config", "--get-regexp", _PARTIAL).code:
        return None
    fetch = git.command("fetch", "--refetch", "--filter=blob:none")
    return GitError(f"this partial clone lacks the folders of older commits; get them with {fetch}")


def _parse(fields: list[str], prefix: str, is_wanted: Callable[[str], bool]) -> Iterator[Commit]:
    commit: Commit | None = None
    wanted: dict[str, str] = {}
    each = iter(fields)
    for field in each:
        if field[:1] == ":" or field[:2] == "\n:":
            path = next(each, "")
            if path not in wanted:
                below = path[len(prefix) :] if path.startswith(prefix) else ""
                wanted[path] = below if below and is_wanted(below) else ""
            if commit and wanted[path]:
                old_mode, new_mode, old, new, _ = field.split(" ", 4)
                old = old if old_mode[-6:].startswith(_ORDINARY) else ""
                new = new if new_mode.startswith(_ORDINARY) else ""
                if old or new:
                    commit.changes.append(FileChange(wanted[path], old, new))
        elif field:
            if commit:
                yield commit
            commit = _commit(*field.split(_SEPARATOR, 4))
    if commit:
        yield commit


def _commit(identifier: str, parents: str, seconds: str, date: str, author: str) -> Commit:
    name = (
        author if author.isascii() else author.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )
    return Commit(identifier, tuple(parents.split()), *read_time(seconds, date), name, [])


def read_time(seconds: str, raw_date: str) -> tuple[int, int]:
    """The seconds since 1970, and the minutes east of UTC at the end of a *raw_date* such as `1700000000 +0130`.

    A damaged date is 1970, which no commit after another one keeps.
    """
    time = int(seconds) if seconds.isascii() and seconds.isdecimal() else 0
    zone = raw_date.rpartition(" ")[2]
    sign, hours, minutes = zone[:1], zone[1:3], zone[3:]
    if not (hours.isdecimal() and minutes.isdecimal()):
        return time, 0
    return time, (-1 if sign == "-" else 1) * (60 * int(hours) + int(minutes))
