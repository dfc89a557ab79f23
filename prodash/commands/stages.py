"""stages: the stages of the catalogue, in order."""

from typing import Annotated

import typer

from prodash.model.views.breakdown import count_stages
from prodash.render.formats.output import Output
from prodash.render.sheets.stages import stage_sheet
from prodash.render.views.stage_list import stage_list
from prodash.session.session import Session


def stages(
    session: Session,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show ids, colours and kinds of all stages.")
    ] = False,
    *,
    output: Output,
) -> None:
    """List the stages in order; add, change or remove them.

    A stage says how far along a track is; every track is in exactly one. What it still needs are its workflows.
    add, set, rename, move and remove change the stages.

    Example: prodash stages
    """
    catalogue = session.load()
    counts = count_stages(catalogue, catalogue.tracks, session.today, archived=True).counts
    session.show(stage_sheet(counts), output, lambda rows, screen: stage_list(rows, screen, verbose=verbose))
