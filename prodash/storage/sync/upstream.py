"""Upstream: the branch of another repository that the current branch is exchanged with."""

import os
from typing import NamedTuple

from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.sync.errors import CannotSyncError

BRANCHES = "refs/heads/"


class Upstream(NamedTuple):
    """The current *branch*, and the *ref* of the *remote* that belongs to it."""

    branch: str
    remote: str
    ref: str

    @property
    def name(self) -> str:
        """The branch as people write it."""
        return f"{self.remote}/{self.ref.removeprefix(BRANCHES)}"

    def commit(self, git: Git) -> str:
        """The newest commit of it that was fetched; empty if it has none."""
        return git.run("rev-parse", "--verify", "--quiet", "@{upstream}").line


def find_upstream(git: Git) -> Upstream:
    """The upstream of the branch that is checked out.  Raises CannotSyncError, GitError."""
    repository_of(git)
    head = git.run("symbolic-ref", "--quiet", "HEAD")
    if head.code:
        raise CannotSyncError(
            f"no branch is checked out; {git.command('switch', 'main')} or another branch brings you back to one"
        )
    if git.run("rev-parse", "--verify", "--quiet", "HEAD").code:
        first = git.command("commit", "--message=start")
        raise CannotSyncError(
            f"there is no commit yet; make the first one with {git.command('add', '.')} and {first}"
        )
    branch = head.line.removeprefix(BRANCHES)
    remote, ref = (git.setting(f"branch.{branch}.{key}") for key in ("remote", "merge"))
    if remote == "." or not (remote and ref):
        raise CannotSyncError(_no_upstream(git, branch))
    _require_fetched(git, branch, remote, ref)
    _require_same_way(git, branch, remote)
    return Upstream(branch, remote, ref)


def _no_upstream(git: Git, branch: str) -> str:
    remotes = _remotes(git)
    if not remotes:
        add = git.command("remote", "add", "origin", "ADDRESS")
        return (
            "this catalogue is on no server yet; make an empty repository, for instance on GitHub, and tell git its "
            f"address with {add}"
        )
    remote = "origin" if "origin" in remotes else remotes[0]
    if git.run("rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{branch}").code:
        push = git.command("push", "--set-upstream", remote, branch)
        return f"the branch {branch} was never sent to {remote}; send it for the first time with {push}"
    connect = git.command("branch", f"--set-upstream-to={remote}/{branch}")
    return f"git does not know that {branch} belongs to {remote}/{branch}; tell it with {connect}"


def _require_fetched(git: Git, branch: str, remote: str, ref: str) -> None:
    """Raise CannotSyncError if git does not keep what it fetches of the branch."""
    if git.require("for-each-ref", "--format=%(upstream)", f"{BRANCHES}{branch}").line:
        return
    if remote not in _remotes(git):
        raise CannotSyncError(_no_upstream(git, branch))
    name = ref.removeprefix(BRANCHES)
    fetch = git.command("remote", "set-branches", "--add", remote, name)
    raise CannotSyncError(f"git does not fetch the branch {name} of {remote} here; {fetch} lets it")


def _remotes(git: Git) -> list[str]:
    return os.fsdecode(git.require("remote").out).split()


def _require_same_way(git: Git, branch: str, remote: str) -> None:
    """Raise CannotSyncError if git pushes the branch to another place than it pulls from."""
    pushed = git.setting(f"branch.{branch}.pushRemote") or git.setting("remote.pushDefault") or remote
    if pushed != remote:
        raise CannotSyncError(
            f"git pulls {branch} from {remote} and pushes it to {pushed}; sync needs one place for both, so use "
            f"{git.command('pull')} and {git.command('push')}"
        )
