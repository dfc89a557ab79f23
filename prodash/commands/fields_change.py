"""fields_change: rename, remove and split custom fields in all tracks."""

from typing import Annotated

import typer

from prodash.completion.choices import KEYS
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.fields.remove import plan_remove_field
from prodash.model.fields.rename import joined_field, plan_rename_field
from prodash.model.fields.split import COMMA, plan_split_field
from prodash.model.names.names import field_key
from prodash.model.plan.plan import ChangePlan
from prodash.options.change import NewField
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.change.still_named import still_named
from prodash.session.session import Session

_FIELD = Annotated[
    str,
    typer.Argument(
        metavar="FIELD", help="The custom field in any spelling, or one of its keys as FIELD.KEY."
    ),
    KEYS,
]
_NEW = Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")]


def rename(
    session: Session, field: _FIELD, new: _NEW, new_field: NewField = False, *, options: ChangeOptions
) -> None:
    """Give a custom field another name in all tracks.

    All tracks get the new name, or none; values, comments and the order of the keys stay. If NEW is another field, both
    become one, unless a track has both. prodash undo takes it back.

    Example: prodash fields rename client label --dry-run
    """

    def plan(catalogue: Catalogue) -> ChangePlan:
        planned = plan_rename_field(catalogue, field, new, new_field=new_field)
        name, tracks = joined_field(catalogue, planned)
        if tracks:
            session.outcome.add_remark(f"{pluralise(tracks, 'other track')} had {name!r} before")
        if field_key(new) != field_key(field):
            session.outcome.remarks += still_named(session, catalogue, field)
        return planned

    ChangeRun(session, options).run_plan(plan)


def remove(session: Session, field: _FIELD, *, options: ChangeOptions) -> None:
    """Remove a custom field from all tracks.

    On a terminal it always asks; elsewhere it needs --yes. prodash undo brings the values back. To clear it in some tracks,
    use prodash set FIELD= with a filter.

    Example: prodash fields remove language --dry-run
    """
    if not (options.yes or options.dry_run or session.console.can_ask):
        raise UsageError(
            "without a terminal to ask on, fields remove needs --yes; --dry-run shows what it would remove"
        )

    def plan(catalogue: Catalogue) -> ChangePlan:
        planned = plan_remove_field(catalogue, field)
        session.outcome.remarks += still_named(session, catalogue, field)
        return planned

    ChangeRun(session, options._replace(ask_from=1)).run_plan(plan)


def split(
    session: Session,
    field: _FIELD,
    separator: Annotated[
        str, typer.Option("--separator", metavar="TEXT", help="What stands between the items.")
    ] = COMMA,
    *,
    options: ChangeOptions,
) -> None:
    """Make lists of the texts with commas in a field.

    A text such as `Ann, Ben` becomes a list of two in every track; lists, single names, quotes and comments stay. After
    that, set can add single items with += and remove them with -=.

    Example: prodash fields split collaborators --dry-run
    """
    ChangeRun(session, options).run_plan(lambda catalogue: plan_split_field(catalogue, field, separator))
