"""edit: open a track in the user's editor and check the result."""

from typing import Annotated

import typer

from prodash.completion.choices import TRACKS
from prodash.errors import DeclinedError, RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.errors import errors_if_read_as
from prodash.model.comparison.track_fields import differences
from prodash.model.names.file_names import track_id
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import SAME_ID
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.change.run import ChangeRun
from prodash.session.choose_tracks import with_tracks_chosen
from prodash.session.drafts import Edited, choose_draft, keep_if_changed, open_in_editor, report_kept
from prodash.session.notes import print_problems
from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.change.edits import file_to_edit
from prodash.storage.external.drafts import Draft
from prodash.storage.read.track import read_track


def edit(
    session: Session,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track by id, title or path."), TRACKS],
    *,
    options: ChangeOptions,
) -> None:
    """Edit the file of a track; it is checked before saving.

    The editor is the one in $VISUAL or $EDITOR. If something is wrong, you can go back to the editor, save it anyway or discard
    it. What you typed is never lost: if it was not saved, the next command names the draft, and prodash edit continues it.

    Example: prodash edit midnight-drive
    """
    catalogue = session.load()
    path = with_tracks_chosen(
        session, Filters(track=(track,)), lambda named: _path_of(session, catalogue, named, options)
    )
    target, old = file_to_edit(session.root, path)
    can_ask = session.console.can_ask and not options.yes
    run = ChangeRun(session, options)
    with choose_draft(session, path, old, can_ask=can_ask) as draft:
        try:
            edited = _edit_until_valid(session, catalogue, path, draft, old)
            change = _prepare(catalogue, FileEdit(path, target, old, edited.text))
            run.run(lambda: change)
        except BaseException:
            if run.written:
                draft.delete(edited.text)
            keep_if_changed(session, draft, old, target)
            raise
        if options.dry_run and edited.text != old:
            report_kept(session, draft)
        elif edited.text != old or not edited.may_be_open:
            draft.delete(edited.text)


def _path_of(session: Session, catalogue: Catalogue, named: Filters, options: ChangeOptions) -> str:
    selected = session.select(catalogue, named, to_change=True, without_question=options.yes)
    paths = [*selected.unread, *(track.path for track in selected.tracks)]
    if len(paths) > 1:
        raise RefusedError([(path, SAME_ID) for path in paths])
    return paths[0]


def _edit_until_valid(session: Session, catalogue: Catalogue, path: str, draft: Draft, old: bytes) -> Edited:
    """The edited text, once it has no other problems than *old* or the user saves it anyway."""
    edited = open_in_editor(session, draft)
    while problems := _new_problems(catalogue, path, old, edited.text):
        print_problems(session, problems)
        if not session.console.can_ask or any(
            problem.code == ProblemKind.TOO_LARGE.code for problem in problems
        ):
            raise RefusedError([(path, "the edited text has problems")])
        answer = session.console.ask("Edit again, save anyway, or discard? [E/s/d]")
        if answer in {"d", "discard"}:
            draft.delete(edited.text)
            raise DeclinedError
        if answer in {"s", "save"}:
            return edited
        edited = open_in_editor(session, draft)
    if edited.is_untouched and edited.text != old:
        session.console.confirm("The editor changed nothing. Save the draft to the track as it is?")
    return edited


def _new_problems(catalogue: Catalogue, path: str, old: bytes, new: bytes) -> tuple[Problem, ...]:
    """The problems that the edit adds to the file."""
    before = {
        (problem.code, problem.message)
        for problem in errors_if_read_as(catalogue, {path: read_track(path, old, catalogue.stage_line)})
    }
    now = errors_if_read_as(catalogue, {path: read_track(path, new, catalogue.stage_line)})
    return tuple(problem for problem in now if (problem.code, problem.message) not in before)


def _prepare(catalogue: Catalogue, edit: FileEdit) -> PreparedChange:
    before, _ = read_track(edit.path, edit.old or b"", catalogue.stage_line)
    after, _ = read_track(edit.path, edit.new or b"", catalogue.stage_line)
    edits = () if edit.new == edit.old else (edit,)
    changes = differences(before, after, track_id(edit.path), edit.path) if edits else ()
    track = after or before
    plan = ChangePlan(f"Edit {track.title if track else edit.path}", changes, left_as_is=int(not edits))
    return PreparedChange(catalogue, plan, edits)
