"""pick: tracks marked by hand."""

from typing import Annotated

from prodash.completion.choices import Choices
from prodash.model.select.filters import Filters
from prodash.options.output import format_option
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output
from prodash.render.sheets.tracks import track_sheet
from prodash.session.pick.terminal import require_choice
from prodash.session.pick.tracks import mark_tracks
from prodash.session.session import Session

_NAMES = {name: FORMATS[name] for name in ("ids", "paths")}
"""The formats with one line for each track, which other commands read."""


def pick(
    session: Session,
    format: Annotated[str, format_option(_NAMES), Choices(tuple(_NAMES))] = "ids",  # noqa: A002 (the option's name)
    *,
    filters: Filters,
) -> None:
    """Mark tracks by hand, and print their ids.

    In the list, / searches, Space marks and Enter takes the marked tracks; if fzf is installed, it shows the list. Their ids
    go to stdout, for another command: prodash pick | prodash archive -. The option --pick of set, archive and move does the
    same.

    Example: prodash pick --stage mixing
    """
    require_choice(session, "pick", filters, "'prodash list -f ids' prints the ids that filters select")
    catalogue = session.load()
    tracks = session.select(catalogue, filters).tracks
    if tracks:
        tracks = tuple(mark_tracks(session, catalogue, tracks, "Which tracks?"))
    session.show(track_sheet(catalogue, tracks, session.today), Output(format))
