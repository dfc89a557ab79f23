"""Environment: the variables that git gets, which are those it would have in the catalogue's own folder."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

REPOSITORY_VARIABLES = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_IMPLICIT_WORK_TREE", "GIT_PREFIX"),
    *("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE"),
    *("GIT_GRAFT_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX"),
    *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"),
)
"""What is about one repository, as `git rev-parse --local-env-vars` lists it."""

_ABOUT_ONE_RUN = (
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    *("GIT_QUARANTINE_PATH", "GIT_REFLOG_ACTION", "GIT_ATTR_SOURCE"),
)
"""What git also tells the programs that it starts, and what would change the meaning of our paths."""

_LEFT_OUT = frozenset((*REPOSITORY_VARIABLES, *_ABOUT_ONE_RUN))
_DIR, _WORK_TREE, _COUNT = "GIT_DIR", "GIT_WORK_TREE", "GIT_CONFIG_COUNT"
_CEILINGS = "GIT_CEILING_DIRECTORIES"


def git_environment(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """*variables* without what git told a hook, alias or `rebase --exec` about another repository.

    The repository of *folder* is the nearest one.  If there is none, GIT_DIR with GIT_WORK_TREE names it, provided
    that the work tree contains *folder*.
    """
    kept = {name: value for name, value in variables.items() if name not in _LEFT_OUT}
    return {**kept, **_separate_repository(folder, variables), **_settings(variables)}


def _separate_repository(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """GIT_DIR and GIT_WORK_TREE of a user who keeps *folder* in a repository that lies elsewhere, as for dotfiles."""
    if not variables.get(_DIR) or not variables.get(_WORK_TREE):
        return {}
    pair = {name: os.path.realpath(variables[name]) for name in (_DIR, _WORK_TREE)}
    real = Path(os.path.realpath(folder))
    inside = [path for path in (real, *real.parents) if path.is_relative_to(pair[_WORK_TREE])]
    has_nearer = any(os.path.lexists(path / ".git") for path in inside)
    return pair if inside and not has_nearer and os.path.isdir(pair[_DIR]) else {}


def _settings(variables: Mapping[str, str]) -> dict[str, str]:
    """GIT_CONFIG_COUNT, which only users set, never git; without all of its settings it would stop git."""
    count = variables.get(_COUNT, "")
    if not (count.isascii() and count.isdecimal()):
        return {}
    names = (f"GIT_CONFIG_{word}_{number}" for number in range(int(count)) for word in ("KEY", "VALUE"))
    return {_COUNT: count} if all(name in variables for name in names) else {}


def may_have_repository(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether *folder* may be in a repository, of which git finds the `.git` or the user names it in *environment*."""
    return _DIR in environment or any(
        os.path.lexists(path / ".git") for path in _searched(folder, environment)
    )


def _searched(folder: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """*folder* and those above it in which git looks for a repository."""
    real, ceilings = Path(os.path.realpath(folder)), _ceilings(environment)
    yield real
    for path in real.parents:
        if str(path) in ceilings:
            return
        yield path


def _ceilings(environment: Mapping[str, str]) -> set[str]:
    """The folders in and above which git does not look."""
    paths = environment.get(_CEILINGS, "").split(os.pathsep)
    # An empty one says that those behind it are no links.
    end = paths.index("") if "" in paths else len(paths)
    return {*map(os.path.realpath, filter(os.path.isabs, paths[:end])), *paths[end:]}
