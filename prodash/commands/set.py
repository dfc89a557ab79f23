"""set: one change to many tracks."""

from dataclasses import replace
from typing import Annotated

import typer

from prodash.commands.options import FormatName
from prodash.errors import UsageError
from prodash.model.change import parse_assignments, plan_changes, split_words
from prodash.model.filters import Filters
from prodash.render.plan import plan_lines, plan_sheet, plan_summary
from prodash.session import Session
from prodash.storage.changing import plan_edits
from prodash.storage.writing import write_batch

_MANY = 3
_WORDS = "The change, then track ids; - reads ids from stdin."


def set_fields(
    session: Session,
    track: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE... [TRACK]...", help=_WORDS, show_default=False)
    ] = None,
    *,
    filters: Filters,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would change, write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    format: FormatName = "table",  # noqa: A002
) -> None:
    """Change the stage of every track that is selected: all of them or, when one cannot be, none.

    The change is stage=NAME, stage=next or stage=previous.

    Example: prodash set stage=mixing --stage recorded --project summer-ep
    """
    words, ids = split_words(track or ())
    filters = replace(filters, track=ids or None)
    if filters.ask_for_nothing:
        raise UsageError("say which tracks to change: their ids, a filter such as --stage, or --all")
    assignments = parse_assignments(words)
    catalogue = session.load()
    plan = plan_changes(catalogue, session.select(catalogue, filters), assignments)
    edits = plan_edits(session.root, catalogue, plan)
    lines = plan_lines(plan, catalogue, session.screen)
    if format == "table":
        session.say(lines)
    if not dry_run:
        if len(edits.files) >= _MANY and not yes:
            session.confirm(
                f"Change {len(edits.files):,} tracks?", preview="" if format == "table" else lines
            )
        write_batch(edits.files)
        session.noted(edits.catalogue)
    session.show(
        plan_sheet(plan, written=not dry_run), format, lambda _: plan_summary(plan, written=not dry_run)
    )
