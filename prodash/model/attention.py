"""Attention: what a catalogue needs its owner to look at, each with the command that shows more."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prodash.model.catalogue import Catalogue
from prodash.model.due import Urgency
from prodash.model.problem import Problem, Severity
from prodash.model.track import Track


class Concern(StrEnum):
    """Why it is worth a look."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    NEEDS_NOTHING = "needs-nothing"
    STILL_NEEDS = "still-needs"
    NO_PROJECT = "no-project"


@dataclass(frozen=True, slots=True)
class Attention:
    """A concern, how many files or tracks it is about, which tracks, and the arguments that show them."""

    concern: Concern
    count: int
    tracks: tuple[Track, ...]
    command: tuple[str, ...]


def needing_attention(
    catalogue: Catalogue, tracks: Sequence[Track], problems: Sequence[Problem], today: date
) -> tuple[Attention, ...]:
    """What needs attention among *tracks* and among *problems*, the most pressing first."""
    broken = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
    about_files = [Attention(Concern.BROKEN, len(broken), (), ("check",))] if broken else []
    about_tracks = [one for rule in _RULES for one in rule(catalogue, tracks, today)]
    return (*about_files, *about_tracks)


def _overdue(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Iterator[Attention]:
    """The date has passed."""
    late = tuple(t for t in tracks if catalogue.urgency_of(t, today) is Urgency.OVERDUE)
    if late:
        yield Attention(Concern.OVERDUE, len(late), late, ("list", "--due", "overdue"))


def _needs_nothing(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Nothing is written down as needed, in a stage where most tracks have that.

    The first stage is left out, for an idea needs nothing yet, and so is the last before release, where
    nothing is what a track should need.
    """
    active = [stage.id for stage in catalogue.stages.path if stage.is_active]
    placed = Counter(track.stage for track in tracks)
    without = Counter(track.stage for track in tracks if not track.workflows)
    odd = [stage for stage in active[1:-1] if 0 < without[stage] < placed[stage] / 2]
    found = tuple(track for track in tracks if track.stage in odd and not track.workflows)
    if found:
        command = ("list", "--stage", ",".join(odd), "--workflow", "none")
        yield Attention(Concern.NEEDS_NOTHING, len(found), found, command)


def _still_needs(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Something is still needed by a track that is finished."""
    finished = [stage.id for stage in catalogue.stages.path if not stage.is_active]
    found = tuple(track for track in tracks if track.stage in finished and track.workflows)
    if found:
        command = ("list", "--stage", ",".join(finished), "--not-workflow", "none")
        yield Attention(Concern.STILL_NEEDS, len(found), found, command)


def _no_project(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """A track past the first stage is in no project, in a catalogue where most of those are."""
    if not catalogue.stages.closed or not catalogue.stages.in_order:
        return
    first = catalogue.stages.in_order[0]
    past = {stage.id for stage in catalogue.stages.past(first)}
    begun = [track for track in tracks if track.stage in past]
    found = tuple(track for track in begun if not track.projects)
    if 0 < len(found) < len(begun) / 2:
        yield Attention(
            Concern.NO_PROJECT, len(found), found, ("list", "--past", first.id, "--project", "none")
        )


_RULES: tuple[Callable[[Catalogue, Sequence[Track], date], Iterator[Attention]], ...] = (
    _overdue,
    _needs_nothing,
    _still_needs,
    _no_project,
)
