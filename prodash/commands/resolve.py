"""resolve: settle what is in conflict after a merge."""

from functools import partial
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import CONFLICTS, FIELDS_IN_CONFLICT
from prodash.errors import UsageError
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.change.assignment import split_assignments_and_tracks
from prodash.model.check.errors import find_problems
from prodash.render.formats.sheet import Sheet
from prodash.render.sheets.conflict_lines import conflict_lines, fits_in_rows
from prodash.render.sheets.conflicts import ConflictRow, conflict_sheet
from prodash.session.change.options import ChangeOptions
from prodash.session.resolve.decisions import Decisions
from prodash.session.resolve.find import Conflicts, find_conflicts, named_conflicts, tell_none, tell_unmarked
from prodash.session.session import Session

_WORDS = (
    "Tracks by id, title or path, and vocabularies such as stages.yaml; then FIELD=VALUE for a new value."
)


def resolve(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TRACK | FIELD=VALUE]...", help=_WORDS, show_default=False),
        CONFLICTS,
    ] = None,
    *,
    ours: Annotated[
        bool, typer.Option("--ours", help="Take our side: what you had, but in a rebase what came in.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Take their side: what came in, but in a rebase what you had.")
    ] = False,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="FIELD", help="Take the side in this field only; may be repeated."),
        FIELDS_IN_CONFLICT,
    ] = None,
    no_add: Annotated[
        bool, typer.Option("--no-add", help="Do not add files without conflicts to git's index.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Settle what is in conflict after a merge.

    Without a side or a value it lists the fields in conflict with both values, and whose they are; if you name a TRACK on a
    terminal, it asks which value is right. Only fields in conflict change. Once a file has none left, it is added to git's
    index, unless git's setting prodash.addResolved is false. In a rebase, --theirs keeps your own changes. prodash undo
    takes it back.

    Example: prodash resolve midnight-drive due=2026-12-11 --theirs
    """
    assignments, tracks = split_assignments_and_tracks(words or ())
    decisions = _decisions(assignments, ours=ours, theirs=theirs, fields=field or ())
    if decisions.are_none:
        if not tracks or options.yes or not session.console.can_ask:
            _list(session, tracks, options)
            return
        from prodash.session.resolve.ask import ask_for_sides

        decisions = ask_for_sides(session, tracks)
        if decisions.are_none:
            return
    from prodash.session.resolve.settle import can_settle, settle

    # Programs get an answer without rows.
    if decisions.side and options.output.has_usual_columns and not can_settle(session, tracks):
        return
    settle(session, tracks, decisions, options, adds=not no_add)


def _decisions(
    assignments: tuple[str, ...], *, ours: bool, theirs: bool, fields: list[str] | tuple[()]
) -> Decisions:
    if ours and theirs:
        raise UsageError("choose one of --ours and --theirs")
    if fields and not (ours or theirs):
        raise UsageError("--field says where a side wins; add --ours or --theirs")
    pairs = [word.partition("=") for word in assignments]
    for name, _, _ in pairs:
        if name.endswith(("+", "-")):
            raise UsageError(f"resolve sets whole values; write {name.rstrip('+-')}=VALUE")
    values = {name: value for name, _, value in pairs}
    return Decisions("ours" if ours else "theirs" if theirs else None, tuple(fields), values)


def _list(session: Session, tracks: tuple[str, ...], options: ChangeOptions) -> None:
    """Show what is in conflict; the exit code is 1 as long as something is."""
    catalogue = session.read()
    conflicts = named_conflicts(session, catalogue, find_conflicts(session, catalogue), tracks)
    problems = [one for one in find_problems(catalogue) if one.code == ProblemKind.CONFLICT.code]
    session.outcome.record_check(problems, strict=False)
    files = [one.in_conflict for one in conflicts.files]
    _show(session, conflict_sheet(catalogue, files, conflicts.whose), options)
    _explain(session, conflicts)


def _show(session: Session, sheet: Sheet[ConflictRow], options: ChangeOptions) -> None:
    """Show *sheet*; a narrow screen has its rows one below the other."""
    if fits_in_rows(sheet, session.console.screen):
        session.show(sheet, options.output)
    else:
        session.show(sheet, options.output, partial(conflict_lines, sheet))


def _explain(session: Session, conflicts: Conflicts) -> None:
    """Say on stderr whose the sides are, and what to type."""
    outcome, whose = session.outcome, conflicts.whose
    for path in conflicts.unclear:
        outcome.add_remark(f"{session.display_path(path)}: its markers do not fit together; edit it")
    tell_unmarked(session, conflicts)
    if not conflicts.files:
        tell_none(session, conflicts)
        return
    outcome.add_remark(f"ours is {whose.ours.words}; theirs is {whose.theirs.words}")
    if whose.is_swapped:
        outcome.add_remark("git is rebasing: to keep your own changes, take theirs")
    files = [one.in_conflict for one in conflicts.files]
    if kept := sorted({field.name for file in files for field in file.fields if field.changed_by}):
        outcome.add_remark(f"only one side changed {', '.join(kept)}; --ours and --theirs keep that change")
    command = shell.command(*session.options.program_words, "resolve", files[-1].word, "--theirs")
    outcome.add_remark(f"{command} takes their side, --ours our side, FIELD=VALUE a value of your own")
