"""Dashboard: breakdown, agenda and attention in one value, for the terminal and the report page."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.model.views.agenda import Agenda, agenda
from prodash.model.views.attention import Attention, needing_attention
from prodash.model.views.breakdown import Breakdown, count_stages

if TYPE_CHECKING:
    from prodash.model.views.recent import Recent


class Dashboard(NamedTuple):
    """The state of a catalogue on one day; `is_new` if it has no tracks at all, `recent` is None without history."""

    today: date
    breakdown: Breakdown
    agenda: Agenda
    attention: tuple[Attention, ...]
    is_new: bool
    recent: "Recent | None" = None


def dashboard(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    problems: Sequence[Problem],
    today: date,
    *,
    archived: bool = False,
    every_stage: bool = True,
) -> Dashboard:
    """The dashboard of *tracks* and of the *problems* in their files.

    For *archived* and *every_stage* see `count_stages`.
    """
    return Dashboard(
        today,
        count_stages(catalogue, tracks, today, archived=archived, every_stage=every_stage),
        agenda(catalogue, tracks, today),
        needing_attention(catalogue, tracks, problems, today),
        is_new=not catalogue.tracks and not catalogue.unread,
    )
