"""Listing: what is in conflict, whose the sides are, and what to type."""

from collections.abc import Sequence
from functools import partial

from prodash import shell
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.check.errors import find_problems
from prodash.render.formats.output import Output
from prodash.render.formats.sheet import Sheet
from prodash.render.sheets.conflict_lines import conflict_lines, fits_in_rows
from prodash.render.sheets.conflicts import ConflictRow, conflict_sheet
from prodash.session.resolve.find import Conflicts, find_conflicts, tell_none, tell_unmarked
from prodash.session.session import Session


def list_conflicts(session: Session, words: Sequence[str], output: Output) -> None:
    """List what is in conflict in the files that *words* name, or in all; the exit code is 1 as long as something is."""
    catalogue = session.read()
    conflicts = find_conflicts(session, catalogue, words)
    problems = [one for one in find_problems(catalogue) if one.code == ProblemKind.CONFLICT.code]
    session.outcome.record_check(problems, strict=False)
    files = [one.in_conflict for one in conflicts.files]
    _show(session, conflict_sheet(catalogue, files, conflicts.whose), output)
    _explain(session, conflicts)


def _show(session: Session, sheet: Sheet[ConflictRow], output: Output) -> None:
    """Show *sheet*; a narrow screen has its rows one below the other."""
    if fits_in_rows(sheet, session.console.screen):
        session.show(sheet, output)
    else:
        session.show(sheet, output, partial(conflict_lines, sheet))


def _explain(session: Session, conflicts: Conflicts) -> None:
    """Say on stderr whose the sides are, and what to type."""
    for path in conflicts.unclear:
        session.outcome.add_remark(f"{session.display_path(path)}: its sides cannot be told apart; edit it")
    tell_unmarked(session, conflicts)
    if not conflicts.files:
        tell_none(session, conflicts)
        return
    tell_sides(session, conflicts)


def tell_sides(session: Session, conflicts: Conflicts) -> None:
    """Say on stderr whose the sides of the files with markers are, and what settles them."""
    outcome, whose = session.outcome, conflicts.whose
    outcome.add_remark(f"ours is {whose.ours.words}; theirs is {whose.theirs.words}")
    if whose.is_swapped:
        outcome.add_remark("git is rebasing: to keep your own changes, take theirs")
    files = [one.in_conflict for one in conflicts.files]
    if kept := sorted({field.name for file in files for field in file.fields if field.changed_by}):
        outcome.add_remark(f"only one side changed {', '.join(kept)}; --ours and --theirs keep that change")
    command = shell.command(*session.options.program_words, "resolve", files[-1].word, "--theirs")
    outcome.add_remark(f"{command} takes their side, --ours our side, FIELD=VALUE a value of your own")
