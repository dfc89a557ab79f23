"""check: every problem in the catalogue."""

import os
from typing import Annotated

import typer

from prodash.completion.values import FILES, Values
from prodash.errors import UsageError
from prodash.model.check.scope import Scope
from prodash.options.change import WriteOptions
from prodash.options.output import format_option
from prodash.render.formats.output import Output
from prodash.render.formats.problem_formats import PROBLEM_FORMATS
from prodash.render.formats.problems import problem_sheet
from prodash.session.change_options import ChangeOptions
from prodash.session.session import Session
from prodash.storage.check.misplaced import problems_in
from prodash.storage.check.scope import scope_of

_PATHS = "Report what is wrong in these files and folders only, and what these files make wrong elsewhere."


def check(
    session: Session,
    path: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_PATHS, show_default=False), FILES
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only in files that are not as in git's last commit.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REF", help="And in those that commits changed since REF."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Correct first what has one right answer.")] = False,
    options: Annotated[ChangeOptions, WriteOptions],
    format: Annotated[
        str, format_option(PROBLEM_FORMATS, panel=None), Values(tuple(PROBLEM_FORMATS))
    ] = "text",  # noqa: A002
    output: Output,
) -> None:
    """Every problem in the catalogue, one a line; silent when there is none. For CI and pre-commit.

    --fix writes ids for names, names nothing twice and corrects keys such as stgae; prodash undo takes it back.

    Example: prodash check --strict
    """
    _require_fix(options, fix=fix)
    scope = scope_of(session.open_catalogue(path or ()).root, path or (), changed=changed, since=since)
    if fix:
        _fix(session, scope, options)
    problems = problems_in(session.root, session.read(), scope)
    session.outcome.record_check(problems, strict=strict)
    form = "table" if output.columns and format == "text" else format
    session.show(problem_sheet(problems), output._replace(format=form), formats=PROBLEM_FORMATS)


def _require_fix(options: ChangeOptions, *, fix: bool) -> None:
    """Raise UsageError where it is said how to fix and nothing is to be fixed, or the message cannot be meant."""
    if not fix and options != ChangeOptions():
        raise UsageError("--dry-run, --yes and --commit are about --fix; write that too")
    if options.commit and os.path.lexists(options.commit):
        raise UsageError(f"--commit takes {options.commit!r} for its message; put --commit last")


def _fix(session: Session, scope: Scope, options: ChangeOptions) -> None:
    from prodash.model.check.fix import plan_fixes
    from prodash.session.change_run import ChangeRun

    run = ChangeRun(session, options._replace(aside=True))
    run.run_plan(lambda catalogue: plan_fixes(catalogue, scope), skip_refused=True)
