"""undo and redo: take back a change, by default the newest, and repeat it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from prodash.completion.choices import BATCHES, TRACKS
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.file_names import track_id
from prodash.model.select.filters import Filters
from prodash.model.select.find_tracks import has_file
from prodash.render.sheets.batches import batch_sheet
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.change.reversal import as_change, naming_the_batch
from prodash.session.change.run import ChangeRun
from prodash.session.choose_tracks import with_tracks_chosen
from prodash.session.read_catalogue import recover_or_warn
from prodash.session.session import Session
from prodash.storage.undo.choose import TrackFiles, done_records
from prodash.storage.undo.listing import list_batches
from prodash.storage.undo.reversal import UndoOptions, plan_redo, plan_undo


def undo(
    session: Session,
    track: Annotated[
        str | None,
        typer.Argument(
            metavar="[TRACK]", help="Take back the newest change of this track.", show_default=False
        ),
        TRACKS,
    ] = None,
    *,
    batch: Annotated[
        int | None,
        typer.Option("--batch", metavar="N", help="Take back the change with this number in undo --list."),
        BATCHES,
    ] = None,
    skip_changed: Annotated[
        bool, typer.Option("--skip-changed", help="Leave out files that have changed since, and name them.")
    ] = False,
    list: Annotated[bool, typer.Option("--list", help="List what can be undone and redone.")] = False,  # noqa: A002
    options: ChangeOptions,
) -> None:
    """Take back the last change, byte for byte.

    Run it again to take back the command before that. With TRACK or --batch it takes back all that an earlier command changed,
    if no later one changed the same files. If a file was changed since, it is named and nothing is undone.

    Example: prodash undo --dry-run
    """
    if list + (batch is not None) + (track is not None) > 1:
        raise UsageError("choose one of TRACK, --batch and --list")
    if list and skip_changed:
        raise UsageError("--list takes nothing back; leave out --skip-changed")
    if list:
        _list(session, options)
        return

    chosen = UndoOptions(batch, skip_changed=skip_changed)

    def take_back(named: Filters) -> None:
        _run(session, options, lambda: _prepare_undo(session, named, chosen, options))

    with_tracks_chosen(session, Filters(track=(track,) if track is not None else None), take_back)


def _prepare_undo(
    session: Session, named: Filters, chosen: UndoOptions, options: ChangeOptions
) -> PreparedChange:
    """The change that undoes the *chosen* batch, or the newest one of the track that is *named*."""
    # Loading comes first: it rolls back an interrupted batch, and so may change which batch is the newest.
    catalogue = session.load()
    track = _files_of(session, catalogue, named, options) if named.track else None
    journal = session.files.journal
    with naming_the_batch(session, "undo"):
        reversal = plan_undo(journal, catalogue, chosen._replace(track=track), set_aside=not options.dry_run)
    return as_change(session, catalogue, reversal, options, "Undo", track)


def redo(session: Session, options: ChangeOptions) -> None:
    """Repeat the change that was undone last.

    Example: prodash redo
    """

    def prepare() -> PreparedChange:
        catalogue = session.load()
        with naming_the_batch(session, "redo"):
            reversal = plan_redo(session.files.journal, catalogue, set_aside=not options.dry_run)
        return as_change(session, catalogue, reversal, options, "Redo")

    _run(session, options, prepare)


def _run(session: Session, options: ChangeOptions, prepare: Callable[[], PreparedChange]) -> None:
    """Make the change that *prepare* returns; git is told which files are in conflict again, or no longer."""
    run = ChangeRun(session, options)
    run.run(prepare)
    if any(_MARKER in (data or b"") for edit in run.edits for data in (edit.old, edit.new)):
        from prodash.session.resolve.git_index import tell_reversed

        tell_reversed(session, run.edits)


_MARKER = b"<<<<<<<"


def _list(session: Session, options: ChangeOptions) -> None:
    recover_or_warn(session)
    from prodash.storage.git.run import Git
    from prodash.storage.undo.committed import committed_numbers

    journal = session.files.journal
    git = Git.at(session.root, session.environment.variables)
    journal.require_undo()
    batches = list_batches(journal)
    committed = committed_numbers(journal, git) if batches else ()
    batches = [replace(batch, committed=batch.number in committed) for batch in batches]
    session.show(batch_sheet(batches), options.output)
    if not batches:
        remark = journal.others_remark()
        session.console.info("; ".join(filter(None, ("there is nothing to undo or redo", remark))))


def _files_of(session: Session, catalogue: Catalogue, named: Filters, options: ChangeOptions) -> TrackFiles:
    """The files of the track that the user named; of one that is gone, those with its id."""
    word = (named.track or ("",))[0]
    gone = TrackFiles(word, (word,), (word,))
    # The id that a track had is exact too, and so comes before the title of another track.
    if not has_file(catalogue, word) and _was_changed(session, gone):
        return gone
    selected = session.select(catalogue, named, to_change=True, without_question=options.yes)
    paths = (*selected.unread, *(track.path for track in selected.tracks))
    return TrackFiles(word, paths, {track_id(path) for path in paths})


def _was_changed(session: Session, track: TrackFiles) -> bool:
    return any(track.changed_by(record) for _, record in done_records(session.files.journal))
