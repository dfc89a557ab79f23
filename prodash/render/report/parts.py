"""Report parts: what the overview, the breakdown and the due list of the page show, and how much of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.views.agenda import DUE_SOON, Agenda, DatedTrack, DueGroup
from prodash.model.views.attention import Attention, Concern
from prodash.model.views.breakdown import Breakdown, StageCount
from prodash.model.views.dashboard import Dashboard
from prodash.render.report.rows import DUE
from prodash.render.terminal.words import count
from prodash.render.views.attention import command_words, concern_words
from prodash.render.views.breakdown import pile_words, unplaced_words
from prodash.render.views.due import NOTHING_PRESSES, when_words

CARDS = 30
"""How many tracks a column of the board shows, and a group of the due list; the table has all."""

_SOONEST = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the overview."""

    name: str
    number: int
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DueSection:
    """Tracks that are due about the same time, and how many more of them the table has."""

    when: DueGroup
    entries: tuple[DatedTrack, ...]
    more: int

    @property
    def name(self) -> str:
        """What its heading says."""
        return self.when.capitalize()

    @property
    def words(self) -> str:
        """What is said of it without a heading: `2 tracks without a date`."""
        return f"{count(self.number, 'track')} {when_words(self.when)}"

    @property
    def choice(self) -> str:
        """The choice of the table that shows all of it."""
        return DUE[self.when]

    @property
    def number(self) -> int:
        """How many tracks the group has."""
        return len(self.entries) + self.more


@dataclass(frozen=True, slots=True)
class Item:
    """What needs attention: titles or files, how many more, and the choice of the table or the command that has all."""

    text: str
    names: tuple[str, ...]
    more: int
    choice: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """The count of a stage, and how long its bar is in percent of the longest."""

    counted: StageCount
    percent: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts, in the order of the page; a text is empty where there is nothing to say."""

    tiles: tuple[Tile, ...]
    soonest: tuple[DatedTrack, ...]
    more: int
    nothing_presses: str
    attention: tuple[Item, ...]
    bars: tuple[Bar, ...]
    unplaced: str
    pile: str
    due: tuple[DueSection, ...]
    undated: DueSection | None


def parts(found: Dashboard, problems: Iterable[Problem], *, details: bool) -> Parts:
    """The parts of the page about a dashboard; without *details* none names a file."""
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    soonest = found.agenda.of(*DUE_SOON)
    groups = {when: _due_group(when, entries) for when, entries in found.agenda.groups}
    return Parts(
        tiles=_tiles(found.breakdown, found.agenda),
        soonest=soonest[:_SOONEST],
        more=len(soonest[_SOONEST:]),
        nothing_presses=NOTHING_PRESSES,
        attention=tuple(_item(one, sorted(broken) if details else ()) for one in found.attention),
        bars=_bars(found.breakdown.counts),
        unplaced=unplaced_words(found.breakdown),
        pile=pile_words(found.breakdown),
        due=tuple(group for when, group in groups.items() if when in (*DUE_SOON, DueGroup.LATER)),
        undated=groups.get(DueGroup.UNDATED),
    )


def _tiles(breakdown: Breakdown, agenda: Agenda) -> tuple[Tile, ...]:
    late = len(agenda.of(DueGroup.PAST))
    ahead = (Tile(f"Due {when_words(when)}", len(agenda.of(when))) for when in (DueGroup.TODAY, DueGroup.WEEK))
    return Tile("Tracks", breakdown.total), Tile(DueGroup.PAST.capitalize(), late, is_late=late > 0), *ahead


def _item(one: Attention, broken: Sequence[str]) -> Item:
    text = concern_words(one)
    if one.concern is Concern.BROKEN:
        return Item(text, tuple(broken[:_SOONEST]), len(broken[_SOONEST:]), command=command_words(one))
    names = tuple(track.title for track in one.tracks)
    choice = DUE[DueGroup.PAST] if one.concern is Concern.OVERDUE else ""
    return Item(text, names[:_SOONEST], len(names[_SOONEST:]), choice)


def _bars(counts: Sequence[StageCount]) -> tuple[Bar, ...]:
    most = max((counted.tracks for counted in counts), default=0) or 1
    return tuple(Bar(counted, round(100 * counted.tracks / most, 2)) for counted in counts)


def _due_group(when: DueGroup, entries: tuple[DatedTrack, ...]) -> DueSection:
    return DueSection(when, entries[:CARDS], len(entries[CARDS:]))
