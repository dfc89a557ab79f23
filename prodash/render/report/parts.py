"""Report parts: what the overview, the breakdown and the due list of the report page show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.views.agenda import DUE_SOON, Agenda, DatedTrack
from prodash.model.views.attention import Attention, Concern
from prodash.model.views.breakdown import Breakdown, StageCount
from prodash.model.views.dashboard import Dashboard
from prodash.render.report.choices import concern_view, due_view
from prodash.render.terminal.words import heading_of, pluralise, when_words
from prodash.render.views.attention import command_words, concern_words
from prodash.render.views.breakdown import bottleneck_words, unplaced_words

CARDS = 30
"""How many tracks a lane of the board and a group of the due list show; the table has all."""

NAMES = 8
"""How many tracks are named in the overview: of those due, and of each concern."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number in the overview, and the view of the tracks that it counts; empty for all."""

    name: str
    number: int
    view: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DueSection:
    """The tracks of one urgency, with the number that only the table shows."""

    when: Urgency
    tracks: tuple[DatedTrack, ...]
    hidden: int

    @property
    def name(self) -> str:
        """The heading."""
        return heading_of(self.when)

    @property
    def words(self) -> str:
        """The text in place of a list: `2 tracks without a date`."""
        return f"{pluralise(self.number, 'track')} {when_words(self.when)}"

    @property
    def view(self) -> str:
        """The view that shows all of them."""
        return due_view(self.when)

    @property
    def number(self) -> int:
        """The number of tracks."""
        return len(self.tracks) + self.hidden


class Mention(NamedTuple):
    """A title or a file; `id` is that of the track, or empty for a file."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A concern: the first titles or files, how many more there are, and the view or the command that shows all."""

    text: str
    names: tuple[Mention, ...]
    hidden: int
    view: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """The count of a stage, and the length of its bar in percent of the longest."""

    counted: StageCount
    percent: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts in the order of the page; a text is empty if there is nothing to say."""

    tiles: tuple[Tile, ...]
    soonest: tuple[DatedTrack, ...]
    hidden: int
    attention: tuple[Item, ...]
    bars: tuple[Bar, ...]
    unplaced: str
    bottleneck: str
    due: tuple[DueSection, ...]
    undated: DueSection | None


def parts(dashboard: Dashboard, problems: Iterable[Problem], *, details: bool) -> Parts:
    """The parts of the page that show *dashboard*; no file is named unless *details* is true."""
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    soonest = dashboard.agenda.of(*DUE_SOON)
    groups = {when: _due_group(when, tracks) for when, tracks in dashboard.agenda.groups}
    return Parts(
        tiles=_tiles(dashboard.breakdown, dashboard.agenda),
        soonest=soonest[:NAMES],
        hidden=len(soonest[NAMES:]),
        attention=tuple(
            _attention_item(attention, sorted(broken) if details else ()) for attention in dashboard.attention
        ),
        bars=_bars(dashboard.breakdown.counts),
        unplaced=unplaced_words(dashboard.breakdown),
        bottleneck=bottleneck_words(dashboard.breakdown),
        due=tuple(group for when, group in groups.items() if when in (*DUE_SOON, Urgency.LATER)),
        undated=groups.get(Urgency.NONE),
    )


def linked_views(parts: Parts) -> Iterator[str]:
    """The views that the parts link to."""
    yield from (tile.view for tile in parts.tiles)
    yield from (item.view for item in parts.attention)
    yield from (section.view for section in (*parts.due, *([parts.undated] if parts.undated else [])))


def _tiles(breakdown: Breakdown, agenda: Agenda) -> tuple[Tile, ...]:
    late = len(agenda.of(Urgency.OVERDUE))
    today, week = agenda.of(Urgency.TODAY), agenda.of(Urgency.TOMORROW, Urgency.WEEK)
    return (
        Tile("Tracks", breakdown.total, ""),
        Tile(heading_of(Urgency.OVERDUE), late, due_view(Urgency.OVERDUE), is_late=late > 0),
        Tile(f"Due {when_words(Urgency.TODAY)}", len(today), due_view(Urgency.TODAY)),
        Tile(f"Due {when_words(Urgency.WEEK)}", len(week), due_view(Urgency.TOMORROW, Urgency.WEEK)),
    )


def _attention_item(attention: Attention, broken: Sequence[str]) -> Item:
    text = concern_words(attention)
    if attention.concern is Concern.BROKEN:
        files = tuple(map(Mention, broken[:NAMES]))
        return Item(text, files, len(broken[NAMES:]), command=command_words(attention))
    names = tuple(Mention(track.title, track.id) for track in attention.tracks)
    return Item(text, names[:NAMES], len(names[NAMES:]), concern_view(attention.concern))


def _bars(counts: Sequence[StageCount]) -> tuple[Bar, ...]:
    most = max((counted.tracks for counted in counts), default=0) or 1
    return tuple(Bar(counted, round(100 * counted.tracks / most, 2)) for counted in counts)


def _due_group(when: Urgency, tracks: tuple[DatedTrack, ...]) -> DueSection:
    return DueSection(when, tracks[:CARDS], len(tracks[CARDS:]))
