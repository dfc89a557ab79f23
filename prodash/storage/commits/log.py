"""Log: where history ends, and every commit that leads there, with the files that it changed.

Each option below keeps the answer the same whatever the configuration of git says, and no option runs a program.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from prodash.storage.git.repository import may_be_in_repository, repository_of
from prodash.storage.git.run import Git

_SEPARATOR = "\x1f"
_NEVER_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
RUN_NOTHING = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false", "-c", "core.quotePath=false", "--no-pager"),
)
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
        "--diff-merges=first-parent",
        "--root",
        "--full-index",
    ),
    *("--ignore-submodules=all", "--ignore-missing", "--date=format:%z"),
    f"--format={_SEPARATOR.join(('%H', '%P', '%at', '%ad', '%an'))}",
)
_HEAD = ("rev-parse", "--is-shallow-repository", "HEAD^{commit}")
_REPLACED = ("--glob=refs/replace/", "--symbolic", "--glob=refs/replace/")
_REPLACED_NAME, _DIGITS = "refs/replace/", frozenset("0123456789abcdef")
_ORDINARY = "100"


class Head(NamedTuple):
    """The commit that is checked out, and what else decides which commits lead to it.

    commit     its id
    prefix     the folder of the catalogue, relative to the top of the work tree, with `/` at the end
    boundary   the commits of a shallow clone whose parents are missing
    replaced   the objects that are replaced, and by which; mostly empty
    """

    commit: str
    prefix: str
    boundary: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


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


def without_server(git: Git) -> Git:
    """Git that fetches nothing, even from a partial clone."""
    return git._replace(environment={**git.environment, **_NEVER_FETCH})


def find_head(git: Git) -> Head | None:
    """The commit that is checked out; None without a repository or before its first commit.  Raises GitError."""
    if not may_be_in_repository(git):
        return None
    answer = git.run(*RUN_NOTHING, *_HEAD, *_REPLACED, "--show-prefix")
    if answer.code:
        repository_of(git)
        if git.run("rev-parse", "--verify", "--quiet", "HEAD").code:
            return None
        raise answer.error
    is_shallow, commit, *lines = os.fsdecode(answer.out).removesuffix("\n").split("\n")
    count = next((number for number, line in enumerate(lines) if not _is_replaced(line)), 0)
    boundary = _boundary(git) if is_shallow == "true" else ()
    return Head(commit, "\n".join(lines[count:]), boundary, tuple(lines[:count]))


def _is_replaced(line: str) -> bool:
    """Whether *line* is an id or the name of a replaced object, and not the folder of the catalogue."""
    return bool(line) and _DIGITS.issuperset(line.removeprefix(_REPLACED_NAME))


def _boundary(git: Git) -> tuple[str, ...]:
    path = git.require("rev-parse", "--git-path", "shallow").line
    try:
        with open(os.path.join(git.folder, path), encoding="ascii", errors="replace") as file:
            return tuple(sorted(file.read().split()))
    except OSError:
        return ()


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
    answer = git.require(*RUN_NOTHING, *_LOG, *options, "--end-of-options", *ends, *paths)
    # Not `os.fsdecode`: on every system git gives the paths in its own encoding.
    yield from _parse(answer.out.decode("utf-8", "surrogateescape").split("\0"), head.prefix, is_wanted)


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


def _commit(identifier: str, parents: str, seconds: str, zone: str, author: str) -> Commit:
    """A commit; a damaged date is 1970, which no commit after another one keeps."""
    time = int(seconds) if seconds.isascii() and seconds.isdecimal() else 0
    name = (
        author if author.isascii() else author.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )
    return Commit(identifier, tuple(parents.split()), time, _minutes(zone), name, [])


def _minutes(zone: str) -> int:
    """The minutes of a *zone* such as +0130."""
    sign, hours, minutes = zone[:1], zone[1:3], zone[3:]
    if not (hours.isdecimal() and minutes.isdecimal()):
        return 0
    return (-1 if sign == "-" else 1) * (60 * int(hours) + int(minutes))
