"""Sync run: look at what is to be sent, exchange it, and say what was."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

from prodash import shell
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Severity
from prodash.model.check.errors import find_problems
from prodash.model.comparison.catalogues import Comparison, compare
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import clean, hang_long
from prodash.session.session import Session
from prodash.session.sync.sentences import Changes, message_for
from prodash.session.terminal.signals import stop_afterwards
from prodash.storage.comparison.sides import Sides, sides_of_commits, sides_with_disk
from prodash.storage.git.errors import GitError, listed
from prodash.storage.git.ready import other_git, unfinished
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.sync.changed_files import ChangedFiles, changed_files
from prodash.storage.sync.commits import authors, count_commits, merge_base, newest_commit
from prodash.storage.sync.errors import BrokenFilesError, CannotSyncError
from prodash.storage.sync.exchange import Clone, Exchanged, LocalChanges, exchange
from prodash.storage.sync.network import fetch, unattended
from prodash.storage.sync.sync_lock import one_sync
from prodash.storage.sync.upstream import find_upstream

_NOTHING = "there is nothing to send or receive"


class SyncOptions(NamedTuple):
    """How to sync: the message of the commit, None for one that prodash writes; whether only to look, and whether to push."""

    message: str | None = None
    dry_run: bool = False
    pushes: bool = True


def sync(session: Session, options: SyncOptions) -> None:
    """Exchange changes with the others and print what was sent and received.

    Raises CannotSyncError, SyncFailedError, RefusedError: then all is as before.
    """
    if options.message is not None and not options.message.strip():
        raise UsageError("the message is empty; leave -m out, and prodash writes one")
    clone = _clone_of(session)
    if options.dry_run:
        _foresee(session, clone, options)
        return
    with one_sync(session.root), stop_afterwards():
        catalogue, files = _look(session, clone)
        local = LocalChanges(files.to_send, options.message or _message(clone, catalogue, files))
        session.console.info_on_terminal(f"fetching from {clone.upstream.name}")
        fetch(clone.network, clone.upstream)
        exchanged = exchange(clone, local, session.files.lock, pushes=options.pushes)
        session.load()
        _tell(session, clone, exchanged, files, pushes=options.pushes)


def _clone_of(session: Session) -> Clone:
    """Where to sync.  Raises CannotSyncError."""
    git = Git.at(session.root, session.environment.variables)
    try:
        repository = repository_of(git)
        if reason := unfinished(git, repository) or other_git(repository):
            raise CannotSyncError(reason)
        upstream = find_upstream(git)
        identity = git.run("var", "GIT_COMMITTER_IDENT")
    except GitError as error:
        raise CannotSyncError(str(error)) from None
    if identity.code:
        name, address = (
            git.command("config", "--global", key, value)
            for key, value in (("user.name", "Your Name"), ("user.email", "you@example.org"))
        )
        raise CannotSyncError(f"git does not know who you are; tell it with {name} and {address}")
    top = git._replace(
        folder=(git.folder.resolve(), *git.folder.resolve().parents)[repository.prefix.count("/")]
    )
    return Clone(git, top, git if sys.stdin.isatty() else unattended(git), repository.prefix, upstream)


def _look(session: Session, clone: Clone) -> tuple[Catalogue, ChangedFiles]:
    """The catalogue, and what was changed in it.  Raises CannotSyncError, BrokenFilesError."""
    catalogue = session.read()
    try:
        files = changed_files(clone.git, clone.prefix)
    except GitError as error:
        raise CannotSyncError(error.words) from None
    if files.unmerged:
        names = listed(tuple(session.display_path(path) for path in files.unmerged))
        resolve = shell.command(*session.options.program_words, "resolve")
        raise CannotSyncError(f"git has {names} in conflict; {resolve} settles that")
    errors = (one for one in find_problems(catalogue) if one.severity is Severity.ERROR)
    broken = [one for one in errors if {one.location.path, one.cause} & {*files.to_send}]
    if broken:
        reasons = [(one.location.path, f"line {one.location.line}: {one.message}") for one in broken]
        raise BrokenFilesError(reasons, ["correct them, then sync again"])
    return catalogue, files


def _message(clone: Clone, catalogue: Catalogue, files: ChangedFiles) -> str:
    if not files.to_send:
        return ""
    return message_for(_compared(sides_with_disk(clone.git, newest_commit(clone.git), catalogue)))


def _foresee(session: Session, clone: Clone, options: SyncOptions) -> None:
    """Fetch, and print what would be sent and received."""
    catalogue, files = _look(session, clone)
    fetch(clone.network, clone.upstream)
    ours, theirs = newest_commit(clone.git), clone.upstream.commit(clone.git)
    base = merge_base(clone.git, ours, theirs) if theirs else ours
    sent = Changes(
        _compared(sides_with_disk(clone.git, base, catalogue)), count_commits(clone.git, base, ours)
    )
    received = _changes(clone, base, theirs) if theirs else Changes()
    is_sent = options.pushes and (files.to_send or sent.commits)
    _print(
        session, [sent.sentence("would be sent") if is_sent else "", received.sentence("would be received")]
    )
    _tell_of_others(session, files)


def _tell(session: Session, clone: Clone, exchanged: Exchanged, files: ChangedFiles, *, pushes: bool) -> None:
    """Print what was sent and received."""
    ours, theirs, merged = exchanged
    done = "sent" if pushes else "committed, but not sent"
    sent = _changes(clone, theirs, merged).sentence(done) if theirs else ""
    first = f"the branch {clone.upstream.branch} was sent to {clone.upstream.remote} for the first time"
    _print(
        session,
        [
            sent if theirs or not pushes else first,
            _changes(clone, ours, merged, by=(ours, theirs)).sentence("received"),
        ],
    )
    _tell_of_others(session, files)


def _print(session: Session, sentences: Iterable[str]) -> None:
    """Print the *sentences*; on a terminal, what they begin with is bold."""
    screen = session.console.screen
    lines = []
    for sentence in [*filter(None, sentences)] or [_NOTHING]:
        first, *others = hang_long(clean(sentence), screen)
        head, colon, rest = first.partition(":")
        lines += [f"{paint(head, BOLD, screen.depth)}{colon}{rest}", *others]
    session.console.print("\n".join(lines))


def _tell_of_others(session: Session, files: ChangedFiles) -> None:
    if files.others:
        names = listed(tuple(clean(session.display_path(path)) for path in files.others), most=4)
        session.console.info(f"not sent, because only tracks, stages, workflows and projects are: {names}")


def _changes(clone: Clone, older: str, newer: str, by: tuple[str, str] | None = None) -> Changes:
    """What differs between two commits; the people are those who made the commits from the first of *by* to the second."""
    if older == newer:
        return Changes()
    sides = sides_of_commits(clone.git, older, newer, whole=False)
    who = authors(clone.git, *by) if by else ()
    return Changes(_compared(sides), count_commits(clone.git, older, newer), who)


def _compared(sides: Sides) -> Comparison:
    return compare(sides.before.catalogue, sides.after.catalogue, sides.renames, sides.same)
