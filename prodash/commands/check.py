"""check: list the problems of the catalogue, and fix some."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prodash.completion.choices import FILES, Choices
from prodash.errors import NoCatalogueError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.check.problems import is_style
from prodash.model.check.scope import Scope
from prodash.model.check.summaries import values_summarised
from prodash.options.change import WriteOptions
from prodash.options.output import format_option, require_table
from prodash.render.formats.output import TABLE, Output
from prodash.render.formats.problem_formats import PROBLEM_FORMATS
from prodash.render.formats.problems import problem_sheet, problem_totals
from prodash.session.change.options import ChangeOptions
from prodash.session.session import Session
from prodash.storage.check.deleted import deleted_paths
from prodash.storage.check.misplaced import problems_in_scope
from prodash.storage.check.removed import root_in_git
from prodash.storage.check.scope import ScopeOptions, checked_files, scope_of
from prodash.storage.check.staged import staged_catalogue
from prodash.storage.disk.progress import no_progress

if TYPE_CHECKING:
    from prodash.model.plan.plan import ChangePlan

_Checked = tuple[tuple[Problem, ...], tuple[str, ...]]
"""The problems, and the files that were checked."""

_NOTHING: _Checked = ((), ())

_PATHS = "Check only these files and folders, and the problems they cause in other files."


def check(
    session: Session,
    path: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_PATHS, show_default=False), FILES
    ] = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 on warnings too, and leave out what is only style.")
    ] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Check only files that differ from the last git commit.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REF", help="Check only files changed since the git commit REF."),
    ] = None,
    staged: Annotated[
        bool,
        typer.Option("--staged", help="Check only files that the next commit changes, as they are staged."),
    ] = False,
    deleted: Annotated[
        bool,
        typer.Option("--deleted", help="Check also what breaks when the next commit deletes files."),
    ] = False,
    with_files: Annotated[
        bool,
        typer.Option("--files", help="Look for the files that tracks name also with --strict and in CI."),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct the files first, where there is only one right answer.")
    ] = False,
    options: Annotated[ChangeOptions, WriteOptions],
    format: Annotated[  # noqa: A002
        str, format_option(PROBLEM_FORMATS, panel=None), Choices(tuple(PROBLEM_FORMATS))
    ] = "text",
    output: Output,
) -> None:
    """List every problem in the catalogue, one per line.

    Without problems stdout is empty and it exits with 0, for CI and pre-commit; on a terminal it ends with the totals. --fix replaces names by ids, also of what was renamed since, removes duplicates, corrects misspelled keys such as stgae and schema lines, and gives each custom field one spelling. prodash undo takes it back.

    Example: prodash check --strict
    """
    require_table(TABLE if format == "text" else format, output.style)
    chosen = ScopeOptions(path or (), changed=changed, since=since, staged=staged)
    _require_fix(options, fix=fix)
    _require_compatible(chosen, fix=fix)
    if deleted:
        chosen = chosen._replace(deleted=_deleted(session))
    if deleted and not (chosen.named or session.options.catalogue):
        problems, files = _NOTHING
    else:
        with_files = with_files or not (strict or session.environment.in_ci)
        problems, files = _check(session, chosen, options, fix=fix, with_files=with_files)
    if strict:
        problems = tuple(problem for problem in problems if not is_style(problem.code))
    session.outcome.record_check(problems, strict=strict)
    if not (chosen.named or chosen.uses_git or session.environment.in_ci):
        _tell_missing_driver(session)
    form = TABLE if (output.columns or output.style) and format == "text" else format
    if form in {"text", TABLE}:
        problems = values_summarised(problems)
    session.outcome.summary = problem_totals(problems, len(files)) if form == "text" else ""
    sheet = problem_sheet(problems, {"checked": chosen._asdict() | {"files": files}})
    session.show(sheet, output._replace(format=form), formats=PROBLEM_FORMATS)


def _tell_missing_driver(session: Session) -> None:
    """Say that this clone lacks the driver for merges that `.gitattributes` names, if it does."""
    if not os.path.lexists(session.root / ".gitattributes"):
        return
    from prodash.session.git_setup.run import missing_driver

    if remark := missing_driver(session, session.root):
        session.outcome.add_remark(remark)


def _check(
    session: Session, chosen: ScopeOptions, options: ChangeOptions, *, fix: bool, with_files: bool
) -> _Checked:
    variables = session.environment.variables
    root = _root(session, chosen)
    if root is None:
        return _NOTHING
    scope = scope_of(root, chosen, variables)
    is_fixed = fix and _fix(session, scope, options)
    if not chosen.staged:
        found = _found(root, session.read(), scope, with_files=with_files)
        if fix and not (is_fixed or found[0]):
            from prodash.render.changes.summary import NOTHING_TO_CHANGE

            session.outcome.add_remark(NOTHING_TO_CHANGE)
        return found
    with staged_catalogue(root, variables) as overlay:
        return _found(overlay.folder, session.files.load(no_progress, overlay), scope)


def _root(session: Session, chosen: ScopeOptions) -> Path | None:
    """The folder of the catalogue; None if git says that it is removed."""
    environment = session.environment
    try:
        return session.open_catalogue(chosen.named, chosen.top(environment.variables)).root
    except NoCatalogueError as error:
        if not chosen.uses_git:
            raise
        deleted_since = environment.pre_commit_range.partition("...")[0] if chosen.deleted is not None else ""
        root = root_in_git(error, chosen, environment.variables, deleted_since or chosen.since)
    return root and session.open_catalogue(root=root).root


def _found(folder: Path, catalogue: Catalogue, scope: Scope, *, with_files: bool = False) -> _Checked:
    return problems_in_scope(folder, catalogue, scope, with_files=with_files), checked_files(
        folder, catalogue, scope
    )


def _deleted(session: Session) -> tuple[str, ...]:
    folder = Path(session.options.catalogue or os.curdir)
    environment = session.environment
    return deleted_paths(folder, environment.variables, environment.pre_commit_range)


def _require_compatible(chosen: ScopeOptions, *, fix: bool) -> None:
    """Raise UsageError if --staged is given with an option that is about the files on the disk."""
    if chosen.staged and (fix or chosen.changed or chosen.since is not None):
        raise UsageError(
            "--staged looks at what is staged, and --changed, --since and --fix at the files; choose one"
        )


def _require_fix(options: ChangeOptions, *, fix: bool) -> None:
    """Raise UsageError if the options need --fix, or if --commit took a path as its message."""
    if not fix and options != ChangeOptions():
        raise UsageError("--dry-run, --yes, --verbose and --commit only work with --fix; add it")
    if options.commit and os.path.lexists(options.commit):
        raise UsageError(f"--commit takes {options.commit!r} as its message; put --commit last")


def _fix(session: Session, scope: Scope, options: ChangeOptions) -> bool:
    """Correct what has one right answer; returns whether there was something."""
    from prodash.model.check.fix import plan_fixes
    from prodash.session.change.run import ChangeRun
    from prodash.storage.check.schema_lines import with_schema_lines

    found = False

    def plan(catalogue: Catalogue) -> "ChangePlan":
        nonlocal found
        fixes = with_schema_lines(session.root, catalogue, scope, plan_fixes(catalogue, scope))
        found = bool(fixes.changes)
        return fixes

    ChangeRun(session, options._replace(plan_on_stderr=True)).run_plan(plan, skip_refused=True)
    return found
