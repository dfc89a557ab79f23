"""check: list the problems of the catalogue, and fix some."""

import os
from typing import Annotated

import typer

from prodash.completion.choices import FILES, Choices
from prodash.errors import UsageError
from prodash.model.check.problems import is_style
from prodash.options.change import WriteOptions
from prodash.options.option_group import OptionGroup
from prodash.options.output import format_option, require_table
from prodash.render.formats.output import TABLE, Output
from prodash.render.formats.problem_formats import PROBLEM_FORMATS
from prodash.render.formats.problems import problem_sheet, problem_totals
from prodash.session.change.options import ChangeOptions
from prodash.session.check.run import Checked, check_files, deleted_files
from prodash.session.session import Session
from prodash.storage.check.scope import ScopeOptions

_PATHS = "Check only these files and folders, and the problems they cause in other files."


class GitScopeOptions(OptionGroup, builds=ScopeOptions):
    """Options that let git say which files are checked."""

    changed: Annotated[
        bool, typer.Option("--changed", help="Check only files that differ from the last git commit.")
    ] = False
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REF", help="Check only files changed since the git commit REF."),
    ] = None
    staged: Annotated[
        bool,
        typer.Option("--staged", help="Check only files that the next commit changes, as they are staged."),
    ] = False


def check(
    session: Session,
    path: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_PATHS, show_default=False), FILES
    ] = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 on warnings too, and leave out what is only style.")
    ] = False,
    by_git: Annotated[ScopeOptions, GitScopeOptions],
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
    chosen = by_git._replace(paths=path or ())
    _require_fix(options, fix=fix)
    _require_compatible(chosen, fix=fix)
    if deleted:
        chosen = chosen._replace(deleted=deleted_files(session))
    with_files = with_files or not (strict or session.environment.in_ci)
    checked = check_files(session, chosen, options if fix else None, with_files=with_files)
    if strict:
        checked = checked._replace(
            problems=tuple(problem for problem in checked.problems if not is_style(problem.code))
        )
    session.outcome.record_check(checked.problems, strict=strict)
    if not (chosen.named or chosen.uses_git or session.environment.in_ci):
        _tell_missing_driver(session)
    _show(session, checked, chosen, output._replace(format=format))


def _show(session: Session, checked: Checked, chosen: ScopeOptions, output: Output) -> None:
    """Show the problems of the *chosen* files: as text, or as a table if *output* asks for what only that has."""
    is_table = output.columns or output.style
    form = TABLE if is_table and output.format == "text" else output.format
    problems = checked.problems
    if form in {"text", TABLE}:
        problems = checked.told(all_tracks=not (chosen.named or chosen.uses_git))
    session.outcome.summary = problem_totals(problems, len(checked.files)) if form == "text" else ""
    sheet = problem_sheet(problems, {"checked": chosen._asdict() | {"files": checked.files}})
    session.show(sheet, output._replace(format=form), formats=PROBLEM_FORMATS)


def _tell_missing_driver(session: Session) -> None:
    """Say that this clone lacks the driver for merges that `.gitattributes` names, if it does."""
    if not os.path.lexists(session.root / ".gitattributes"):
        return
    from prodash.session.git_setup.run import missing_driver

    if remark := missing_driver(session, session.root):
        session.outcome.add_remark(remark)


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
