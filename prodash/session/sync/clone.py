"""Clone: where a catalogue is exchanged, and what of it has changed."""

import sys

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Severity
from prodash.model.check.errors import find_problems
from prodash.session.session import Session
from prodash.storage.git.errors import GitError, listed
from prodash.storage.git.ready import other_git, unfinished
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.sync.changed_files import ChangedFiles, changed_files
from prodash.storage.sync.errors import BrokenFilesError, CannotSyncError
from prodash.storage.sync.exchange import Clone
from prodash.storage.sync.network import in_english, unattended
from prodash.storage.sync.upstream import find_upstream


def find_clone(session: Session) -> Clone:
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
    network = in_english(git if sys.stdin.isatty() else unattended(git))
    return Clone(git, top, network, repository.prefix, upstream)


def look_at_changes(session: Session, clone: Clone) -> tuple[Catalogue, ChangedFiles]:
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
