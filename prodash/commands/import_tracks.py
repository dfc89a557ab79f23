"""import: tracks from a CSV file."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from prodash.completion.choices import FILES, TRACK_FOLDERS
from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.imports.column_hints import column_hints
from prodash.model.imports.columns import AskedColumns, resolve_columns
from prodash.model.imports.date_columns import with_dates
from prodash.model.imports.dates import CellDates
from prodash.model.imports.match import ImportOptions
from prodash.model.imports.plan import BadRow, ImportPlan, plan_import
from prodash.model.imports.table import Table, unguarded
from prodash.options.option_group import OptionGroup
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange, prepare_change
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN
from prodash.shell import WINDOWS

_MOST_NAMED = 50
_MOST_ALIKE = 3
_MOST_LINES = 20


class ColumnOptions(OptionGroup, builds=AskedColumns):
    """What the columns of the file are."""

    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Take FIELD, or a custom field, from COLUMN."),
    ] = None
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="COLUMN", help="Leave out this column.")
    ] = None
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list", metavar="COLUMN", help="Split the cells of this column at commas, into lists."
        ),
    ] = None


def import_tracks(
    session: Session,
    file: Annotated[
        str, typer.Argument(metavar="FILE.csv", help="The CSV file; - reads it from stdin."), FILES
    ],
    *,
    asked: Annotated[AskedColumns, ColumnOptions],
    folder: Annotated[
        str,
        typer.Option("--folder", "-d", metavar="DIR", help="The folder for new files, below tracks/."),
        TRACK_FOLDERS,
    ] = "",
    date_format: Annotated[
        str,
        typer.Option(
            "--date-format", metavar="FORMAT", help="How dates are written: %d/%m/%Y reads 24/12/2026."
        ),
    ] = "",
    update: Annotated[
        bool,
        typer.Option("--update", help="Change tracks that exist already; an empty cell clears the field."),
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Name the rows that cannot be imported, and import the others.")
    ] = False,
    csv_safe: Annotated[
        bool, typer.Option("--csv-safe", help="The file was written by list --format csv --csv-safe.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Add a track for each row of a CSV file, all or none.

    The header names fields (title, stage, due ...); other columns become custom fields. A row with the id, path or title
    of an existing track must agree with it; --update changes the track instead.

    Example: prodash import songs.csv --map title=Song --map workflows=Needs
    """
    dates = _dates(session, date_format)
    table = _table(session, file, csv_safe=csv_safe)

    def plan(catalogue: Catalogue) -> ImportPlan:
        columns = with_dates(resolve_columns(table, asked, catalogue), table, dates)
        for hint in column_hints(catalogue, table, columns, dates):
            session.outcome.add_remark(hint)
        return plan_import(catalogue, table, columns, ImportOptions(folder, update, WINDOWS), dates)

    ChangeRun(session, options).run(lambda: _prepare(session, table, plan, skip_bad=skip_bad))


def _prepare(
    session: Session, table: Table, plan: Callable[[Catalogue], ImportPlan], *, skip_bad: bool
) -> PreparedChange:
    """The change for the good rows; bad rows are named, and refused unless they may be skipped."""
    catalogue = session.load()
    imported = plan(catalogue)
    if not table.rows:
        session.outcome.add_remark(f"{table.name} has no rows")
    change = None
    while change is None:
        try:
            change = prepare_change(session, catalogue, imported.plan)
        except RefusedError as error:
            imported = imported.without(error.reasons)
        if imported.bad and not skip_bad:
            raise RefusedError(_reasons(table, imported))
    for place, reason in _reasons(table, imported):
        session.console.print_err(f"{place}: {reason}")
    session.outcome.incomplete = bool(imported.bad)
    return change


def _dates(session: Session, date_format: str) -> CellDates:
    """How the dates are read: as the user says, or as a default says, with a remark."""
    if date_format or not (usual := session.settings.date_format):
        return CellDates(session.today, date_format)
    session.outcome.add_remark(
        f"dates are read as {usual}, as 'prodash config' shows; --date-format names another format"
    )
    return CellDates(session.today, usual)


def _table(session: Session, file: str, *, csv_safe: bool) -> Table:
    from prodash.storage.external.csv_table import MAX_TABLE_BYTES, read_table
    from prodash.storage.external.files import read_user_file

    if file == STDIN:
        table = read_table("stdin", session.console.read_bytes())
    else:
        table = read_table(file, read_user_file(file, MAX_TABLE_BYTES))
    return unguarded(table) if csv_safe else table


def _reasons(table: Table, imported: ImportPlan) -> list[tuple[str, str]]:
    """The line and reason of each of the first bad rows, how many more there are, and what may mend all; many with one reason are one."""
    groups = _groups(imported.bad)
    named = [(f"{table.name}:{lines[0]}", f"{reason}{_also_in(lines[1:])}") for lines, reason in groups]
    more = sum(len(lines) for lines, _ in groups[_MOST_NAMED:])
    last = [(table.name, f"and {pluralise(more, 'more bad row')}")] if more else []
    return [*named[:_MOST_NAMED], *last, *([(table.name, imported.advice)] if imported.advice else [])]


def _groups(bad: Sequence[BadRow]) -> list[tuple[list[int], str]]:
    """The lines of bad rows with their reason: all that have the same one if those are many, else each row."""
    by_reason: dict[str, list[int]] = {}
    for row in bad:
        by_reason.setdefault(row.reason, []).append(row.line)
    return sorted(
        (group, reason)
        for reason, lines in by_reason.items()
        for group in ([lines] if len(lines) > _MOST_ALIKE else [[line] for line in lines])
    )


def _also_in(lines: Sequence[int]) -> str:
    """The other *lines* of rows with the same reason."""
    more = len(lines) - _MOST_LINES
    listed = ", ".join(map(str, lines[:_MOST_LINES])) + (f" and {more} more" if more > 0 else "")
    return f" (also in lines {listed})" if lines else ""
