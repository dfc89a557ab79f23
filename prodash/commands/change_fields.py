"""change_fields: rename, remove and split custom fields in all tracks."""

from typing import Annotated

import typer

from prodash.completion.choices import KEYS
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.fields.rename import joined, plan_rename_field
from prodash.model.plan.plan import ChangePlan
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session

_FIELD = Annotated[
    str,
    typer.Argument(
        metavar="FIELD", help="The custom field in any spelling, or one of its keys as FIELD.KEY."
    ),
    KEYS,
]
_NEW = Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")]


def rename(session: Session, field: _FIELD, new: _NEW, *, options: ChangeOptions) -> None:
    """Give a custom field another name in all tracks.

    All tracks get the new name, or none; values, comments and the order of the keys stay. If NEW is another field, both
    become one, unless a track has both. prodash undo takes it back.

    Example: prodash fields rename client label --dry-run
    """

    def plan(catalogue: Catalogue) -> ChangePlan:
        planned = plan_rename_field(catalogue, field, new)
        name, tracks = joined(catalogue, planned)
        if tracks:
            session.outcome.add_remark(f"{pluralise(tracks, 'other track')} had {name!r} before")
        return planned

    ChangeRun(session, options).run_plan(plan)
