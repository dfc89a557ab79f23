"""Report choices: what each filter of the report page offers, and the links that choose it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.track import Track
from prodash.model.names.keywords import NONE
from prodash.model.views.agenda import Agenda
from prodash.model.views.attention import Attention, Concern
from prodash.model.views.dashboard import Dashboard
from prodash.model.views.group_fields import PROJECT, STAGE, WORKFLOW
from prodash.model.views.grouping import Group, grouped
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import heading_of
from prodash.render.views.attention import concern_name


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: its value in links, its name, and the tracks that it selects."""

    value: str
    name: str
    tracks: tuple[Track, ...]
    depth: int = 0


def choices(
    catalogue: Catalogue, tracks: Sequence[Track], overview: Dashboard
) -> dict[str, tuple[Choice, ...]]:
    """The choices of each filter of the page: those that select at least one of *tracks*, and all stages."""
    by_name = {
        STAGE: _entry_choices(grouped(catalogue, tracks, STAGE)),
        WORKFLOW: _entry_choices(grouped(catalogue, tracks, WORKFLOW)),
        PROJECT: _entry_choices(grouped(catalogue, tracks, PROJECT)),
        "due": _due_choices(overview.agenda),
        "attention": _attention_choices(overview.attention),
    }
    return {name: found for name, found in by_name.items() if found}


def choices_by_path(choices: Sequence[Choice]) -> Mapping[str, list[str]]:
    """The values of the *choices* that select each track, by its path."""
    by_path: dict[str, list[str]] = defaultdict(list)
    for choice in choices:
        for track in choice.tracks:
            by_path[track.path].append(choice.value)
    return by_path


def due_view(*whens: Urgency) -> str:
    """The view of the tracks that are due then, the soonest first, as behind the # of an address."""
    return f"due={','.join(when.value for when in whens)}&sort=due"


def concern_view(concern: Concern) -> str:
    """The view of the tracks of a concern; empty if it is about files."""
    if concern is Concern.BROKEN:
        return ""
    return due_view(Urgency.OVERDUE) if concern is Concern.OVERDUE else f"attention={concern.value}"


def encoded(value: str) -> str:
    """*value*, as the page has it, for an address."""
    return quote(clean(value), safe="")


def view_names(filters: Mapping[str, Sequence[Choice]], others: Iterable[str]) -> Sequence[str]:
    """Each view that a link of the page shows, as browsers look for it when no script runs; *others* have no choice."""
    chosen = (f"{name}={clean(choice.value)}" for name, found in filters.items() for choice in found)
    return tuple(dict.fromkeys([*chosen, *filter(None, others)]))


def _entry_choices(groups: Iterable[Group]) -> tuple[Choice, ...]:
    """What a track calls `none` has no choice, as in `list`, where the word selects tracks without any."""
    return tuple(
        Choice(
            group.id or NONE, group.name if group.id else group.name.capitalize(), group.tracks, group.depth
        )
        for group in groups
        if group.id != NONE
    )


def _due_choices(agenda: Agenda) -> tuple[Choice, ...]:
    return tuple(
        Choice(when.value, heading_of(when), tuple(item.track for item in tracks))
        for when, tracks in agenda.groups
    )


def _attention_choices(concerns: Iterable[Attention]) -> tuple[Choice, ...]:
    """The concerns about tracks; those that are overdue have a choice in another filter."""
    return tuple(
        Choice(concern.concern.value, concern_name(concern.concern), concern.tracks)
        for concern in concerns
        if concern.tracks and concern.concern is not Concern.OVERDUE
    )
