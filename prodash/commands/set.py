"""set: changes to many tracks."""

from typing import Annotated

import typer

from prodash.completion.values import CHANGES
from prodash.errors import UsageError
from prodash.model.change.assignment import parse_assignments, split_assignments_and_ids
from prodash.model.change.set_fields import plan_changes
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.session.change_options import ChangeOptions
from prodash.session.change_run import ChangeRun
from prodash.session.session import Session

_WORDS = "The changes, then track ids; - reads ids from stdin."


def set_fields(
    session: Session,
    track: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIELD=VALUE... [TRACK]...", help=_WORDS, show_default=False),
        CHANGES,
    ] = None,
    *,
    fail_if_empty: Annotated[
        bool, typer.Option("--fail-if-empty", help="Exit with 6 when no track is selected.")
    ] = False,
    filters: Filters,
    options: ChangeOptions,
) -> None:
    """Change fields of every track that is selected: all of them or, when one cannot be, none.

    stage=NAME, stage=next, due=+2w, title=TEXT or any key of your own; FIELD= clears it;
    workflows+=A,B and workflows-=A add to a list and take from it. prodash undo takes it back.

    Example: prodash set stage=mixing due=+2w workflows-=vocals --project summer-ep
    """
    words, ids = split_assignments_and_ids(track or ())
    filters = filters._replace(track=ids or None)
    if filters.is_empty:
        took = f"; --commit took {options.commit!r} for its message, so put it last" if options.commit else ""
        raise UsageError(f"say which tracks to change: their ids, a filter such as --stage, or --all{took}")
    if not words:
        raise UsageError("say what to change, as in 'prodash set stage=mixing TRACK'")
    assignments = parse_assignments(words, session.today)
    fail_if = FailIf(fail_if_empty=fail_if_empty)
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_changes(catalogue, session.select(catalogue, filters, fail_if), assignments),
        hide_field=True,
    )
