"""Report parts: what the overview, the breakdown and the due list of the page show, and how much of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prodash.model.agenda import PRESSING, Agenda, Dated, When
from prodash.model.attention import Attention, Concern
from prodash.model.breakdown import Breakdown, StageCount
from prodash.model.problem import Problem, Severity
from prodash.render.attention import command_words, concern_words
from prodash.render.due import when_words
from prodash.render.report_rows import DUE
from prodash.render.words import count

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
class DueGroup:
    """Tracks that are due about the same time, and how many more of them the table has."""

    when: When
    entries: tuple[Dated, ...]
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


def tiles(breakdown: Breakdown, agenda: Agenda) -> tuple[Tile, ...]:
    """How many tracks there are, and how many cannot wait."""
    late = len(agenda.of(When.PAST))
    ahead = (Tile(f"Due {when_words(when)}", len(agenda.of(when))) for when in (When.TODAY, When.WEEK))
    return Tile("Tracks", breakdown.total), Tile(When.PAST.capitalize(), late, is_late=late > 0), *ahead


def pressing(agenda: Agenda) -> tuple[tuple[Dated, ...], int]:
    """The soonest of what cannot wait, and how many more there are."""
    found = agenda.of(*PRESSING)
    return found[:_SOONEST], len(found[_SOONEST:])


def due_groups(agenda: Agenda) -> dict[When, DueGroup]:
    """The groups of the agenda that have tracks, each as far as the due list shows it."""
    return {when: DueGroup(when, found[:CARDS], len(found[CARDS:])) for when, found in agenda.groups}


def bars(counts: Sequence[StageCount]) -> tuple[Bar, ...]:
    """A bar for each stage."""
    most = max((counted.tracks for counted in counts), default=0) or 1
    return tuple(Bar(counted, round(100 * counted.tracks / most, 2)) for counted in counts)


def items(attention: Iterable[Attention], problems: Iterable[Problem], *, details: bool) -> tuple[Item, ...]:
    """What needs attention; without *details* no file is named."""
    broken = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
    return tuple(_item(one, sorted(broken) if details else ()) for one in attention)


def _item(one: Attention, broken: Sequence[str]) -> Item:
    text = concern_words(one)
    if one.concern is Concern.BROKEN:
        return Item(text, tuple(broken[:_SOONEST]), len(broken[_SOONEST:]), command=command_words(one))
    names = tuple(track.title for track in one.tracks)
    choice = DUE[When.PAST] if one.concern is Concern.OVERDUE else ""
    return Item(text, names[:_SOONEST], len(names[_SOONEST:]), choice)
