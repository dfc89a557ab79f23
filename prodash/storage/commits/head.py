"""Head: the commit that is checked out, where history ends."""

import os
from typing import NamedTuple

from prodash.storage.git.repository import may_be_in_repository, repository_of
from prodash.storage.git.run import Git

_NEVER_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
_HEAD = ("rev-parse", "--is-shallow-repository", "HEAD^{commit}")
_REPLACED = ("--glob=refs/replace/", "--symbolic", "--glob=refs/replace/")
_REPLACED_NAME, _DIGITS = "refs/replace/", frozenset("0123456789abcdef")
RUN_NOTHING = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false", "-c", "core.quotePath=false", "--no-pager"),
)
"""Settings with which git runs no program of the repository, and prints paths as they are."""


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
