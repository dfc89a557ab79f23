"""Configuration: the settings of a clone that say how git merges by field; all its worktrees have them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.storage.git.errors import GitError
from prodash.storage.git.repository import Repository
from prodash.storage.git.run import Git
from prodash.storage.git_setup.attributes import ATTRIBUTES, lines_in, names_driver, without_lines
from prodash.storage.git_setup.driver_settings import is_made_by_prodash
from prodash.storage.git_setup.setup_plan import SetupPlan, state_after

_PLACE = "git config"
_LOCAL = ("config", "--local")
_WORKTREE = b"worktree "


def plan_settings(git: Git, settings: Mapping[str, str]) -> SetupPlan:
    """Give the clone these *settings*; one that is the user's own stays.  Raises GitError."""
    steps = tuple(_setting(git, key, value) for key, value in settings.items())
    return SetupPlan(steps, lambda: _set(git, steps))


def plan_removed_settings(git: Git, settings: Mapping[str, str], repository: Repository) -> SetupPlan:
    """Remove what `plan_settings` has added, unless other catalogues of the clone need it.  Raises GitError."""
    others = _other_users(git, repository)
    steps = tuple(_removed(git, key, value, others) for key, value in settings.items())
    return SetupPlan(steps, lambda: _unset(git, steps))


def setting_of(git: Git, key: str) -> str | None:
    """The value of *key* in the configuration of the clone; None if it has none.  Raises GitError."""
    found = git.run(*_LOCAL, "-z", "--get", key)
    if found.code > 1:
        raise found.error
    return None if found.code else os.fsdecode(found.out).removesuffix("\0")


def _setting(git: Git, key: str, value: str) -> SetupStep:
    found = setting_of(git, key)
    if found is not None and found != value:
        if not is_made_by_prodash(key, found):
            return SetupStep(key, found, _PLACE, SetupState.LEFT, "it has another value, which is your own")
        return SetupStep(key, value, _PLACE, SetupState.CHANGED)
    return SetupStep(key, value, _PLACE, state_after(undo=False, is_there=found is not None))


def _removed(git: Git, key: str, value: str, others: Iterable[str]) -> SetupStep:
    found = setting_of(git, key)
    reason = ""
    if found is not None and not is_made_by_prodash(key, found):
        reason = "it has another value, which is your own"
    elif found is not None and others:
        reason = f"{', '.join(sorted(others))} needs it"
    if reason:
        return SetupStep(key, found or "", _PLACE, SetupState.LEFT, reason)
    return SetupStep(key, value, _PLACE, state_after(undo=True, is_there=found is not None))


def _set(git: Git, steps: Iterable[SetupStep]) -> None:
    for step in steps:
        if step.state.changes_something:
            git.require(*_LOCAL, "--replace-all", step.setting, step.value)


def _unset(git: Git, steps: Iterable[SetupStep]) -> None:
    for step in steps:
        if step.state.changes_something:
            git.require(*_LOCAL, "--unset-all", step.setting)


def _other_users(git: Git, repository: Repository) -> frozenset[str]:
    """Each `.gitattributes` that needs the driver, in this worktree or another, without the lines of the catalogue itself.

    Paths are relative to the top of this worktree, those in others from the top of the disk.
    """
    top = Path(os.path.realpath(git.folder), *[os.pardir] * repository.prefix.count("/"))
    own = repository.prefix + ATTRIBUTES
    found = {
        path: (top / path).read_bytes() for path in {*_attributes_files(git), own} if (top / path).is_file()
    }
    if own in found:
        found[own] = without_lines(found[own], lines_in(found[own]))
    here = {path for path, data in found.items() if names_driver(data)}
    return frozenset(here | {path for other in _other_worktrees(git, top) for path in _users_in(git, other)})


def _users_in(git: Git, worktree: Path) -> Iterator[str]:
    """Each `.gitattributes` in another *worktree* that needs the driver."""
    there = git._replace(folder=worktree)
    with suppress(OSError, GitError):
        for path in map(worktree.joinpath, _attributes_files(there)):
            if path.is_file() and names_driver(path.read_bytes()):
                yield path.as_posix()


def _other_worktrees(git: Git, top: Path) -> list[Path]:
    """The folders of the other worktrees of the clone that are there."""
    listed = git.require("worktree", "list", "--porcelain").out.split(b"\n")
    folders = [
        Path(os.fsdecode(line.removeprefix(_WORKTREE))) for line in listed if line.startswith(_WORKTREE)
    ]
    return [folder for folder in folders if folder.is_dir() and not folder.samefile(top)]


def _attributes_files(git: Git) -> set[str]:
    """The paths of every `.gitattributes` in the worktree of *git*, from its top."""
    return git.list_paths(
        *("ls-files", "--full-name", "--cached", "--others", "--exclude-standard"),
        *("--", f":(top,glob)**/{ATTRIBUTES}"),
    )
