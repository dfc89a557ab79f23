"""Head: the commit that is checked out, where history ends."""

import os
from typing import NamedTuple

from prodash.model.catalogue.fields import STAGE_KEY
from prodash.storage.git.repository import may_be_in_repository, repository_of
from prodash.storage.git.run import Git

_NEVER_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
_HEAD = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD^{commit}")
_REPLACED = ("--glob=refs/replace/", "--symbolic", "--glob=refs/replace/")
_GRAFTS, _SHALLOW = "info/grafts", "shallow"
_FOLDERS = ("--git-path", _GRAFTS, "--show-prefix")
_ARE_REPLACED = ("config", "--type=bool", "--default=true", "--get", "core.useReplaceRefs")
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
    grafts     the text that gives commits other parents; mostly empty
    stage_key  the key of tracks that names their stage in all commits
    """

    commit: str
    prefix: str
    boundary: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    grafts: str = ""
    stage_key: str = STAGE_KEY


def without_server(git: Git) -> Git:
    """Git that fetches nothing, even from a partial clone."""
    return git._replace(environment={**git.environment, **_NEVER_FETCH})


def find_head(git: Git) -> Head | None:
    """The commit that is checked out; None without a repository or before its first commit.  Raises GitError.

    A repository whose work tree is elsewhere does not count.
    """
    if not may_be_in_repository(git):
        return None
    answer = git.run(*RUN_NOTHING, *_HEAD, *_REPLACED, *_FOLDERS)
    if answer.code:
        repository_of(git)
        if git.run("rev-parse", "--verify", "--quiet", "HEAD").code:
            return None
        # It says what is wrong with the commit, where rev-parse takes HEAD for a file.
        read = git.run("rev-list", "--max-count=1", "HEAD", "--")
        raise (read if read.code else answer).error
    is_inside, is_shallow, commit, *lines = os.fsdecode(answer.out).removesuffix("\n").split("\n")
    if is_inside != "true":
        return None
    count = next(number for number, line in enumerate(lines) if not _is_replaced(line))
    end = next(number for number, line in enumerate(lines) if line.endswith(_GRAFTS)) + 1
    boundary = tuple(sorted(_text_of(git, _path(git, _SHALLOW)).split())) if is_shallow == "true" else ()
    replaced = tuple(lines[:count]) if count and git.run(*_ARE_REPLACED).line == "true" else ()
    grafts = _text_of(git, "\n".join(lines[count:end]))
    return Head(commit, "\n".join(lines[end:]), boundary, replaced, grafts)


def _is_replaced(line: str) -> bool:
    """Whether *line* is an id or the name of a replaced object, and not the path of the grafts."""
    return bool(line) and _DIGITS.issuperset(line.removeprefix(_REPLACED_NAME))


def _path(git: Git, name: str) -> str:
    return git.require("rev-parse", "--git-path", name).line


def _text_of(git: Git, path: str) -> str:
    """The text of a file of the repository; empty if there is none."""
    try:
        with open(os.path.join(git.folder, path), encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
