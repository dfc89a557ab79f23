"""copy: a new track with the file of another."""

from typing import Annotated

import typer

from prodash.completion.choices import ASSIGNMENTS, TRACKS
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.assignment import parse_assignments
from prodash.model.files.add import same_title_remark
from prodash.model.files.copy import CopyPlan, plan_copy_track
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.options.change import Identifier, NewField
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks, tell_new_fields
from prodash.session.session import Session
from prodash.storage.yaml.literal import read_literal


def copy(
    session: Session,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track by id, title or path."), TRACKS],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title of the copy.")],
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help="What differs in the copy, as in stage=writing.",
            show_default=False,
        ),
        ASSIGNMENTS,
    ] = None,
    identifier: Identifier = None,
    all_fields: Annotated[
        bool, typer.Option("--all-fields", help="Copy isrc, released and the like too.")
    ] = False,
    *,
    new_field: NewField = False,
    options: ChangeOptions,
) -> None:
    """Copy a track under another title into the same folder.

    Fields that are true of one recording or release alone, such as isrc, upc and released, are left out.

    Example: prodash copy midnight-drive "Midnight Drive (Remix)" stage=seed due=
    """
    parsed = parse_assignments([f"title={title}", *(assignments or ())], session.today, read_literal)

    def plan(catalogue: Catalogue, selected: Selected) -> ChangePlan:
        copied = plan_copy_track(
            catalogue,
            selected,
            parsed,
            identifier=identifier,
            all_fields=all_fields,
            new_field=new_field,
        )
        _tell(session, catalogue, copied, parsed[0].value)
        return copied.plan

    change_tracks(session, Filters(track=(track,)), options, plan)


def _tell(session: Session, catalogue: Catalogue, copied: CopyPlan, title: str) -> None:
    """Say which tracks have the *title* already, what the copy does not have, and which of its fields are new."""
    if remark := same_title_remark(catalogue, title):
        session.outcome.add_remark(remark)
    if copied.left_out:
        session.outcome.add_remark(f"left out: {', '.join(copied.left_out)}; --all-fields copies them too")
    tell_new_fields(session, catalogue, copied.plan)
