"""Commit: the files of one change and nothing else."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress

from prodash.storage.git.changed import DIFF
from prodash.storage.git.errors import GitError, HookRefusedError
from prodash.storage.git.names import names_below
from prodash.storage.git.run import Git, literal_pathspecs, require_success

_PATHS_FOLLOW = ("--pathspec-from-file=-", "--pathspec-file-nul")
_ADD = ("-c", "advice.addIgnoredFile=false", "add", "--intent-to-add", *_PATHS_FOLLOW)
_COMMIT = ("commit", "--only", *_PATHS_FOLLOW)
_REMOVE_FROM_INDEX = ("update-index", "--force-remove", "-z", "--stdin")
_RESET = ("reset", "--quiet", *_PATHS_FOLLOW)
_NOTHING_TO_COMMIT = 1
_HOOK_REFUSED = 1


def commit(git: Git, targets: Sequence[str], message: str) -> bool:
    """Commit exactly *targets* in one commit; False if git sees no change in them.

    *targets* are real paths below the folder of files just changed, created or deleted.  Everything else that
    is staged, modified or untracked stays that way.  Raises GitError with git's message, and then leaves
    git's index unchanged.
    """
    tracked, new = _tracked_and_new(git, targets)
    committed = False
    try:
        if new:
            # `git commit --only` accepts only paths in the index, so add them without contents.
            git.require(*_ADD, paths=literal_pathspecs(new))
        committed = _commit_named(git, [*tracked, *new], message)
    finally:
        if new and not committed:
            _unstage(git, new)
    return committed


def _tracked_and_new(git: Git, targets: Iterable[str]) -> tuple[list[str], list[str]]:
    """The paths of *targets*: those that git tracks, and those that exist but are new to it."""
    names = names_below(git, targets)
    tracked = names & git.list_paths("ls-files")
    new = {name for name in names - tracked if os.path.lexists(git.folder / name)}
    if names - tracked - new:
        tracked |= (names - new) & git.list_paths(*DIFF, "--cached", "--diff-filter=D")
    return sorted(tracked), sorted(new)


def _commit_named(git: Git, names: Sequence[str], message: str) -> bool:
    """Commit the files *names* with their bytes on disk; False, without running hooks, if none has changed."""
    if not names:
        return False
    paths = literal_pathspecs(names)
    dry_run = git.run(*_COMMIT, "--dry-run", "--untracked-files=no", paths=paths)
    if dry_run.code == _NOTHING_TO_COMMIT and dry_run.out:
        return False
    require_success(dry_run)
    words = ("--quiet", "--cleanup=whitespace", f"--message={message}")
    hooks = _hooks(git)
    staged = git.list_paths(*DIFF, "--cached") - {*names} if hooks else set()
    result = git.run_with_hooks(*_COMMIT, *words, paths=paths)
    # git itself mostly fails with other codes.
    if result.code == _HOOK_REFUSED and hooks:
        raise HookRefusedError(result.said, hooks)
    require_success(result)
    if hooks:
        _take_over_from_hooks(git, staged)
    return True


def _take_over_from_hooks(git: Git, staged: set[str]) -> None:
    """Give git's index what a hook has added to the commit; git gives it only the files as they were before.

    What was *staged* before stays so.
    """
    if changed := git.list_paths(*DIFF, "--cached") - staged:
        git.require(*_RESET, paths=literal_pathspecs(sorted(changed)))


def _hooks(git: Git) -> tuple[str, ...]:
    """The hooks that can stop a commit, as paths."""
    folder = git.path_of("hooks")
    paths = [os.path.join(folder, name) for name in ("pre-commit", "prepare-commit-msg", "commit-msg")]
    return tuple(path for path in paths if os.path.isfile(path) and os.access(path, os.X_OK))


def _unstage(git: Git, new: Iterable[str]) -> None:
    """Remove the *new* paths from git's index if they are there without contents; ignore errors."""
    with suppress(GitError):
        intended = git.list_paths(*DIFF, "--diff-filter=A").intersection(new)
        git.require(*_REMOVE_FROM_INDEX, paths=intended)
