"""Reversal: the undo or redo of a batch as a change to show, with its name and what the user must know before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.batch import Batch
from prodash.render.terminal.words import ago_words
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.session import Session
from prodash.storage.git.errors import listed
from prodash.storage.undo.apply import apply_reversal
from prodash.storage.undo.changed import NotReversibleError
from prodash.storage.undo.choose import TrackFiles
from prodash.storage.undo.reversal import Reversal

_OLD = timedelta(days=1)


def as_change(
    session: Session,
    catalogue: Catalogue,
    reversal: Reversal,
    options: ChangeOptions,
    verb: str,
    track: TrackFiles | None = None,
) -> PreparedChange:
    """The change that *reversal* makes; names the files that it leaves out, and those that are not of the *track*."""
    skipped = [f"{session.display_path(file.path)}: skipped: {file.reason}" for file in reversal.left_out]
    others = filter(None, [_others(session, reversal, track) if track else ""])
    asks = session.console.can_ask and not options.yes
    return PreparedChange(
        catalogue,
        reversal.plan,
        reversal.edits,
        write=lambda: apply_reversal(session.files.journal, reversal),
        name=f"{verb} {_named(session, reversal.batch)}",
        remarks=tuple(skipped) if asks else (*skipped, *others),
        warnings=(*others, *_warnings(session, reversal, verb)) if asks else (),
        inverse_command="redo" if verb == "Undo" else "undo",
    )


@contextmanager
def naming_the_batch(session: Session, verb: str) -> Iterator[None]:
    """Let an error about a batch that cannot be reversed name its command, and how long ago that was."""
    try:
        yield
    except NotReversibleError as error:
        error.headline = f"cannot {verb} {_named(session, error.batch)}; {error.headline}"
        raise


def _named(session: Session, batch: Batch) -> str:
    return f"{shell.in_quotes(batch.command)}, made {_when(session, batch)}"


def _when(session: Session, batch: Batch) -> str:
    age = _age(session, batch)
    return f"at {batch.when}" if age is None or age < timedelta() else ago_words(age)


def _age(session: Session, batch: Batch) -> timedelta | None:
    """How long ago the batch was; None if its time cannot be read."""
    try:
        return datetime.fromisoformat(session.environment.now) - datetime.fromisoformat(batch.time)
    except (ValueError, TypeError):
        return None


def _others(session: Session, reversal: Reversal, track: TrackFiles) -> str:
    """Which files of the batch are not those of *track*; empty if none is."""
    paths = [session.display_path(edit.path) for edit in reversal.edits if not track.has(edit.path)]
    return f"batch {reversal.batch.number} also changed {listed(tuple(paths))}" if paths else ""


def _warnings(session: Session, reversal: Reversal, verb: str) -> Iterator[str]:
    if verb == "Undo":
        age = _age(session, reversal.batch)
        if age and age > _OLD:
            yield f"this change is old: it was made at {reversal.batch.when}"
        if _is_committed(session, reversal):
            yield "git has a commit of this change; the commit stays, and only the files change"
    unreadable = [edit.path for edit in reversal.edits if _becomes_unreadable(edit.path, edit.old, edit.new)]
    if unreadable:
        yield f"after this, prodash can no longer read {listed(tuple(map(session.display_path, unreadable)))}"


def _is_committed(session: Session, reversal: Reversal) -> bool:
    from prodash.storage.git.run import Git
    from prodash.storage.undo.committed import is_committed

    return is_committed(reversal.journal_file, Git.at(session.root, session.environment.variables))


def _becomes_unreadable(path: str, old: bytes | None, new: bytes | None) -> bool:
    from prodash.storage.read.track import read_mapping

    return (
        old is not None
        and new is not None
        and read_mapping(path, new, "", []) is None
        and read_mapping(path, old, "", []) is not None
    )
