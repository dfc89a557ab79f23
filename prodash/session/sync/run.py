"""Sync run: look at what is to be sent, exchange it, and say what was."""

from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.check.errors import find_problems
from prodash.model.comparison.catalogues import Comparison, compare
from prodash.render.exchange.sentences import Changes, message_for
from prodash.render.formats.output import Output
from prodash.session.session import Session
from prodash.session.sync.clone import find_clone, look_at_changes
from prodash.session.sync.conflicts import in_words
from prodash.session.sync.tell import SyncAnswer, require_output, tell, tell_conflicts
from prodash.session.terminal.signals import stop_afterwards
from prodash.storage.comparison.sides import Sides, sides_of_commits, sides_with_disk
from prodash.storage.disk.locate import SETTINGS
from prodash.storage.sync.changed_files import ChangedFiles
from prodash.storage.sync.commits import are_alike, authors, count_commits, merge_base, newest_commit
from prodash.storage.sync.errors import SyncConflictError
from prodash.storage.sync.exchange import Clone, Exchanged, LocalChanges, exchange
from prodash.storage.sync.foresee import require_possible
from prodash.storage.sync.network import fetch
from prodash.storage.sync.sync_lock import one_sync


class SyncOptions(NamedTuple):
    """How to sync.

    message   what the commit says; None for one that prodash writes
    edits     whether the user edits it before
    dry_run   whether only to look
    """

    message: str | None = None
    edits: bool = False
    dry_run: bool = False
    pushes: bool = True


def sync(session: Session, options: SyncOptions, output: Output) -> None:
    """Exchange changes with the others and print what was sent and received.

    Raises CannotSyncError, SyncFailedError, RefusedError: then all is as before.
    """
    if options.message is not None and not options.message.strip():
        raise UsageError("the message is empty; leave -m out, and prodash writes one")
    clone = find_clone(session)
    if options.dry_run:
        _run(session, clone, options, output)
        return
    with one_sync(session.root), stop_afterwards():
        _run(session, clone, options, output)


def _run(session: Session, clone: Clone, options: SyncOptions, output: Output) -> None:
    catalogue, files = look_at_changes(session, clone)
    require_output(catalogue, output)
    answer = SyncAnswer(clone.upstream.name, files, pushes=options.pushes, dry_run=options.dry_run)
    try:
        answer = (_foresee if options.dry_run else _exchange)(session, clone, options, catalogue, answer)
    except SyncConflictError as error:
        nothing = answer._replace(files=files._replace(to_send=()), conflicts=error.conflicts)
        tell_conflicts(session, catalogue, nothing, output)
        raise in_words(session, clone.git, catalogue, error.conflicts) from None
    tell(session, catalogue, answer, output)


def _exchange(
    session: Session, clone: Clone, options: SyncOptions, catalogue: Catalogue, answer: SyncAnswer
) -> SyncAnswer:
    """Exchange changes.  Raises SyncConflictError and what else keeps it from that."""
    local = LocalChanges(answer.files.to_send, _message(clone, options, catalogue, answer.files))
    session.console.info_on_terminal(f"fetching from {clone.upstream.name}")
    fetch(clone.network, clone.upstream)
    exchanged = exchange(clone, local, session.files.lock, pushes=options.pushes)
    session.load()
    return _done(clone, exchanged, answer)


def _message(clone: Clone, options: SyncOptions, catalogue: Catalogue, files: ChangedFiles) -> str:
    """The message of the commit; empty if there is nothing to commit."""
    if not files.to_send:
        return ""
    message = options.message or message_for(
        _compared(sides_with_disk(clone.git, newest_commit(clone.git), catalogue)),
        with_settings=SETTINGS in files.to_send,
    )
    if not options.edits:
        return message
    from prodash.session.sync.message import edited

    return edited(clone.git, message)


def _foresee(
    session: Session, clone: Clone, options: SyncOptions, catalogue: Catalogue, answer: SyncAnswer
) -> SyncAnswer:
    """What would be sent and received, after a fetch.  Raises what a sync would raise, as for a conflict."""
    session.console.info_on_terminal(f"fetching from {clone.upstream.name}")
    fetch(clone.network, clone.upstream)
    require_possible(clone, answer.files.to_send)
    session.outcome.record_problems(find_problems(catalogue))
    ours, theirs = newest_commit(clone.git), clone.upstream.commit(clone.git)
    if not theirs:
        first = _first_time(clone, "would be sent") if options.pushes else ""
        return answer._replace(sentences=[first])
    base = merge_base(clone.git, ours, theirs)
    commits = count_commits(clone.git, base, ours) + bool(answer.files.to_send)
    compared = sides_with_disk(clone.git, base, catalogue)
    sent = Changes(_compared(compared), commits) if commits else Changes()
    received = _changes(clone, base, theirs, by=(ours, theirs))
    done = "would be sent" if options.pushes else "would be committed, but not sent"
    sentences = [sent.sentence(done), received.sentence("would be received")]
    return answer._replace(sent=sent, received=received, sentences=sentences)


def _done(clone: Clone, exchanged: Exchanged, answer: SyncAnswer) -> SyncAnswer:
    """What was sent and received."""
    ours, theirs, merged = exchanged
    sent = _changes(clone, theirs, merged) if theirs else Changes()
    received = _changes(clone, ours, merged, by=(ours, theirs))
    first = _first_time(clone, "was sent")
    done = sent.sentence("sent" if answer.pushes else "committed, but not sent")
    sentences = [done if theirs or not answer.pushes else first, received.sentence("received")]
    if received.who and sent.commits and are_alike(clone.git, *exchanged):
        sentences = [f"nothing differs any more: {', '.join(received.who)} changed the same as you"]
    return answer._replace(sent=sent, received=received, commit=merged, sentences=sentences)


def _first_time(clone: Clone, done: str) -> str:
    return f"the branch {clone.upstream.branch} {done} to {clone.upstream.remote} for the first time"


def _changes(clone: Clone, older: str, newer: str, by: tuple[str, str] | None = None) -> Changes:
    """What differs between two commits; the people are those who made the commits from the first of *by* to the second."""
    if older == newer:
        return Changes()
    sides = sides_of_commits(clone.git, older, newer, whole=False)
    who = authors(clone.git, *by) if by else ()
    return Changes(_compared(sides), count_commits(clone.git, older, newer), who)


def _compared(sides: Sides) -> Comparison:
    return compare(sides.before.catalogue, sides.after.catalogue, sides.renames, sides.same)
