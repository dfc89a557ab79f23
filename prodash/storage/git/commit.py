"""Git: commit the files of one change and nothing else, and list files changed since a commit."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from prodash.errors import GitError, reason_of

_PATHS_FOLLOW = ("--pathspec-from-file=-", "--pathspec-file-nul")
_ADD = ("-c", "advice.addIgnoredFile=false", "add", "--intent-to-add", *_PATHS_FOLLOW)
_COMMIT = ("commit", "--only", *_PATHS_FOLLOW)
_REMOVE_FROM_INDEX = ("update-index", "--force-remove", "-z", "--stdin")
_DIFF = ("diff", "--name-only", "--relative", "--no-renames")
_NOTHING_TO_COMMIT = 1


def commit(root: Path, targets: Sequence[str], message: str) -> bool:
    """Commit exactly *targets* in one commit; False if git sees no change in them.

    *targets* are real paths below *root* of files just changed, created or deleted.  Everything else that
    is staged, modified or untracked stays that way.  Raises GitError with git's message, and then leaves
    git's index unchanged.
    """
    tracked, new = _tracked_and_new(root, targets)
    committed = False
    try:
        if new:
            # `git commit --only` accepts only paths in the index, so add them without contents.
            _require_success(_run_git(root, *_ADD, paths=_literal_pathspecs(new)))
        committed = _commit_named(root, [*tracked, *new], message)
    finally:
        if new and not committed:
            _unstage(root, new)
    return committed


def changed_files(root: Path, since: str | None, linked: Iterable[Path] = ()) -> frozenset[str]:
    """The files below *root* and *linked* that differ from the last commit, new and deleted ones included.

    With *since*, those that differ from the common ancestor of *since* and this branch.
    Paths are absolute; an untracked git repository is listed as one folder.  Raises GitError.
    """
    try:
        top = _top(root)
        inside = [Path(os.path.realpath(path)) for path in (root, *linked)]
        below = [
            "--",
            *_literal_pathspecs(p.relative_to(top).as_posix() for p in inside if p.is_relative_to(top)),
        ]
        listed = _list_paths(top, "ls-files", "--others", "--exclude-standard", *below)
        if since is not None:
            listed |= _list_paths(top, *_DIFF, _merge_base(root, since), *below)
        elif _run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").code:
            # Before the first commit every file is new.
            listed |= _list_paths(top, "ls-files", *below)
        else:
            listed |= _list_paths(top, *_DIFF, "HEAD", *below)
    except GitError as error:
        raise GitError(error.words, "diff") from None
    return frozenset(os.path.join(top, path) for path in listed)


def _top(root: Path) -> Path:
    """The top folder of the repository that contains *root*."""
    top = os.fsdecode(_require_success(_run_git(root, "rev-parse", "--show-toplevel")).out)
    return Path(os.path.realpath(top.rstrip("\r\n")))


def _merge_base(root: Path, since: str) -> str:
    """The common ancestor of the commit *since* and this branch.  Raises GitError if there is none."""
    commit = _run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if commit.code:
        raise GitError(f"unknown commit {since!r}")
    base = _run_git(root, "merge-base", os.fsdecode(commit.out).strip(), "HEAD")
    if base.code:
        raise GitError(f"{since!r} and this branch have no common ancestor")
    return os.fsdecode(base.out).split()[0]


def _tracked_and_new(root: Path, targets: Iterable[str]) -> tuple[list[str], list[str]]:
    """The paths of *targets* below *root*: those that git tracks, and those that exist but are new to it."""
    base = Path(os.path.realpath(root))
    names = {Path(target).relative_to(base).as_posix() for target in targets}
    tracked = names & _list_paths(root, "ls-files")
    new = {name for name in names - tracked if os.path.lexists(base / name)}
    if names - tracked - new:
        tracked |= (names - new) & _list_paths(root, *_DIFF, "--cached", "--diff-filter=D")
    return sorted(tracked), sorted(new)


def _commit_named(root: Path, names: Sequence[str], message: str) -> bool:
    """Commit the files *names* with their bytes on disk; False, without running hooks, if none has changed."""
    if not names:
        return False
    paths = _literal_pathspecs(names)
    dry_run = _run_git(root, *_COMMIT, "--dry-run", "--untracked-files=no", paths=paths)
    if dry_run.code == _NOTHING_TO_COMMIT and dry_run.out:
        return False
    _require_success(dry_run)
    _require_success(
        _run_git(root, *_COMMIT, "--quiet", "--cleanup=whitespace", f"--message={message}", paths=paths)
    )
    return True


def _unstage(root: Path, new: Iterable[str]) -> None:
    """Remove the *new* paths from git's index if they are there without contents; ignore errors."""
    with suppress(GitError):
        _require_success(
            _run_git(
                root,
                *_REMOVE_FROM_INDEX,
                paths=_list_paths(root, *_DIFF, "--diff-filter=A").intersection(new),
            )
        )


def _literal_pathspecs(names: Iterable[str]) -> list[str]:
    """Pathspecs that match each name literally; `--literal-pathspecs` would also affect hooks."""
    return [f":(literal){name}" for name in names]


def _list_paths(root: Path, *arguments: str) -> set[str]:
    """The paths that a git command lists, relative to *root*.  Raises GitError."""
    command, *rest = arguments
    return set(os.fsdecode(_require_success(_run_git(root, command, "-z", *rest)).out).split("\0")) - {""}


class _GitResult(NamedTuple):
    """The exit code and output of a git command."""

    code: int
    out: bytes
    err: bytes


def _require_success(result: _GitResult) -> _GitResult:
    if result.code:
        message = result.err.strip() or result.out.strip()
        raise GitError(message.decode(errors="replace") or f"it ended with exit code {result.code}")
    return result


def _run_git(root: Path, *arguments: str, paths: Iterable[str] = ()) -> _GitResult:
    """Run git in *root* with *paths* on its stdin.  Raises GitError if it cannot be started.

    Its output goes to files, because a background process of a hook would keep a pipe open.
    """
    argv, stdin = ["git", "-C", os.fspath(root), *arguments], os.fsencode("\0".join(paths))
    with TemporaryFile() as out, TemporaryFile() as err:
        try:
            ran = subprocess.run(argv, input=stdin, stdout=out, stderr=err, check=False)  # noqa: S603 (no shell)
        except FileNotFoundError:
            raise GitError("git is not installed, or not on the PATH") from None
        except OSError as error:
            raise GitError(f"git could not be started: {reason_of(error)}") from None
        out.seek(0)
        err.seek(0)
        return _GitResult(ran.returncode, out.read(), err.read())
