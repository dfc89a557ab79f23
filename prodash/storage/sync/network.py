"""Network: fetch from the upstream and push to it, without a prompt that nobody answers."""

from typing import NamedTuple

from prodash.storage.git.run import Git, GitResult
from prodash.storage.sync.errors import AGAIN, CannotSyncError, SyncFailedError
from prodash.storage.sync.upstream import BRANCHES, Upstream

_NO_SUCH_BRANCH = "couldn't find remote ref"
_REJECTED, _REMOTE = "!\t", "remote:"
_ADVICE = {
    "the other side does not know who you are; check your key or password with {fetch}, then sync again": (
        "authentication failed",
        "permission denied (",
        "permission denied,",
        "could not read username",
        "could not read password",
    ),
    "your computer does not know the other side yet; run {fetch} and answer its question, then sync again": (
        "host key verification failed",
    ),
    "the other side knows you, but you may not do this there; ask its owner for access, then sync again": (
        "returned error: 403",
        "denied to",
    ),
    "the other side is out of order; sync again later": ("returned error: 5",),
    "check the address with {remote}, and that its owner has given you access, then sync again": (
        "repository not found",
        "' not found",
    ),
    "check your connection, then sync again": (
        "could not resolve",
        "unable to access",
        "timed out",
        "connection refused",
        "network is unreachable",
    ),
    "check the address with {remote}, then sync again": (
        "does not appear to be a git repository",
        "could not read from remote",
    ),
}
"""What to do about what git says; the first that fits counts."""

_SSH_PROGRAMS = ("GIT_SSH_COMMAND", "GIT_SSH")


class Pushed(NamedTuple):
    """Whether the upstream took the commit, and git's words if not."""

    is_done: bool
    words: str = ""


def in_english(git: Git) -> Git:
    """*git* with messages in English, which advice depends on."""
    return git._replace(environment={**git.environment, "LANGUAGE": "en"})


def unattended(git: Git) -> Git:
    """*git* for a script: it fails where it would ask for a password on a terminal."""
    variables = {**git.environment, "GIT_TERMINAL_PROMPT": "0"}
    chosen = any(git.environment.get(name) for name in _SSH_PROGRAMS)
    if not chosen and not git.setting("core.sshCommand"):
        variables[_SSH_PROGRAMS[0]] = "ssh -o BatchMode=yes"
    return git._replace(environment=variables)


def fetch(git: Git, upstream: Upstream) -> None:
    """Fetch what the upstream has; that may be nothing before the first push.  Raises SyncFailedError, CannotSyncError."""
    result = git.run_with_hooks(
        "fetch", "--quiet", "--no-write-fetch-head", "--end-of-options", upstream.remote, upstream.ref
    )
    if result.code and _NO_SUCH_BRANCH in result.words.casefold():
        if upstream.commit(git):
            raise CannotSyncError(_gone(git, upstream))
    elif result.code:
        raise SyncFailedError(
            f"{upstream.remote} could not be fetched{_if_stopped(result)}",
            _words(result),
            _advice(result, git),
        )


def _gone(git: Git, upstream: Upstream) -> str:
    fetch_all = git.command("fetch", upstream.remote)
    connect = git.command("branch", "--set-upstream-to", f"{upstream.remote}/NAME")
    push_again = git.command("push", upstream.remote, upstream.branch)
    return (
        f"{upstream.remote} no longer has a branch {upstream.ref.removeprefix(BRANCHES)}; if it has another name now, connect "
        f"yours with {fetch_all} and {connect}, and if it should be there, send it with {push_again}"
    )


def push(git: Git, upstream: Upstream, commit: str) -> Pushed:
    """Push *commit*, never by force.  Raises SyncFailedError if git did not come so far as to ask the upstream."""
    result = git.run_with_hooks(
        "push", "--porcelain", "--no-force", "--end-of-options", upstream.remote, f"{commit}:{upstream.ref}"
    )
    if not result.code:
        return Pushed(is_done=True)
    lines = result.out.decode(errors="replace").splitlines()
    if refused := [line.split("\t")[-1] for line in lines if line.startswith(_REJECTED)]:
        remarks = result.err.decode(errors="replace").splitlines()
        said = (line.removeprefix(_REMOTE).strip() for line in remarks if line.startswith(_REMOTE))
        return Pushed(is_done=False, words="\n".join([*refused, *filter(None, said)]))
    raise SyncFailedError(
        f"nothing could be pushed to {upstream.remote}{_if_stopped(result)}",
        _words(result),
        _advice(result, git),
    )


def refused_push(upstream: Upstream, words: str) -> SyncFailedError:
    """The error that the upstream does not take the commit, with its *words*."""
    advice = "ask whoever looks after that repository, or send to a branch of your own"
    return SyncFailedError(f"{upstream.name} did not take your changes", words, advice)


def _if_stopped(result: GitResult) -> str:
    return ", because git was stopped" if result.code < 0 else ""


def _words(result: GitResult) -> str:
    """What git said; if a signal stopped it, that."""
    return result.said or ("" if result.code < 0 else result.words)


def _advice(result: GitResult, git: Git) -> str:
    if result.code < 0:
        return "sync again"
    said = result.words.casefold()
    found = (advice for advice, words in _ADVICE.items() if any(word in said for word in words))
    commands = {"fetch": git.command("fetch"), "remote": git.command("remote", "-v")}
    return next(found, AGAIN).format(**commands)
