"""fields: the custom fields that tracks have, and what they hold."""

from typing import Annotated

import typer

from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.usage import uses_of
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS
from prodash.options.filters import UnnamedTracksOptions
from prodash.render.fields.sheet import field_sheet
from prodash.render.formats.output import Output
from prodash.session.session import Session

_NO_FIELDS = "no custom fields; 'prodash set KEY=VALUE TRACK' makes one"

_TWINS = "'prodash check --fix' gives twins one name, unless a track has both"


def fields(
    session: Session,
    parts: Annotated[
        bool, typer.Option("--parts", help="Add a row for each key of values that are mappings.")
    ] = False,
    *,
    filters: Annotated[Filters, UnnamedTracksOptions],
    output: Output,
) -> None:
    """List the custom fields; add, change or remove them.

    A custom field is any key of a track that prodash does not use itself, such as bpm or isrc. Each has a row with the number of tracks that have it, the type of its values, their range or the commonest of them, and other spellings of its name.

    Example: prodash fields --stage mixing
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters)
    uses = uses_of(custom_fields_of(catalogue), selected.tracks, parts=parts)
    shown = [use for use in uses if use.tracks or not filters.limits_tracks]
    if not (shown or selected.why_nothing):
        session.outcome.add_remark(NO_TRACKS if catalogue.is_empty else _NO_FIELDS)
    if output.has_usual_columns and any(use.twins for use in shown):
        session.outcome.add_remark(_TWINS)
    session.show(field_sheet(shown, len(selected.tracks)), output)
