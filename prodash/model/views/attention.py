"""Attention: what in a catalogue the user should look at, each with the command that shows more."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.catalogue.track import Track

_FEW = 3


class Concern(StrEnum):
    """The reason why something needs attention."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    NEEDS_NOTHING = "needs-nothing"
    STILL_NEEDS = "still-needs"
    NO_PROJECT = "no-project"


@dataclass(frozen=True, slots=True)
class Attention:
    """A concern, its number of files or tracks, the tracks, and the prodash arguments that list them."""

    concern: Concern
    count: int
    tracks: tuple[Track, ...]
    command: tuple[str, ...]


def needing_attention(
    catalogue: Catalogue, tracks: Sequence[Track], problems: Sequence[Problem], today: date
) -> tuple[Attention, ...]:
    """What needs attention among *tracks* and *problems*, the most urgent first."""
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    about_files = [Attention(Concern.BROKEN, len(broken), (), ("check",))] if broken else []
    rules = (*_DATE_RULES, *(_STAGE_RULES if catalogue.stages.is_declared else ()))
    about_tracks = [attention for rule in rules for attention in rule(catalogue, tracks, today)]
    return (*about_files, *about_tracks)


def _overdue(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Iterator[Attention]:
    """Tracks whose due date has passed."""
    urgency_of = cached_by_due_fields(lambda track: catalogue.urgency_of(track, today))
    late = tuple(track for track in tracks if urgency_of(track) is Urgency.OVERDUE)
    if late:
        yield Attention(Concern.OVERDUE, len(late), late, ("list", "--due", "overdue"))


def _without_needs(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Tracks without workflows in stages where most tracks have some: ready to move on, or forgotten.

    The first stage is left out because an idea needs nothing yet, the last one before release because
    its tracks should need nothing.  Of many such stages, only the few with the most tracks are reported.
    """
    active = [stage.id for stage in catalogue.stages.path if stage.is_active]
    placed = Counter(track.stage for track in tracks)
    without = Counter(track.stage for track in tracks if not track.workflows)
    unusual = [stage for stage in active[1:-1] if _is_minority(without[stage], placed[stage])]
    most = sorted(unusual, key=lambda stage: -without[stage])[:_FEW]
    unusual = [stage for stage in unusual if stage in most]
    bare = tuple(track for track in tracks if track.stage in unusual and not track.workflows)
    if bare:
        yield Attention(
            Concern.NEEDS_NOTHING, len(bare), bare, ("list", "-s", ",".join(unusual), "-w", "none")
        )


def _still_needs(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Finished tracks that still have workflows, if most finished tracks have none."""
    finished = [stage.id for stage in catalogue.stages.path if not stage.is_active]
    done = [track for track in tracks if track.stage in finished]
    needy = tuple(track for track in done if track.workflows)
    if _is_minority(len(needy), len(done)):
        command = ("list", "-s", ",".join(finished), "--not-workflow", "none")
        yield Attention(Concern.STILL_NEEDS, len(needy), needy, command)


def _no_project(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Tracks in progress without a project, if most tracks in progress have one."""
    if not catalogue.stages.path:
        return
    first, *later = catalogue.stages.path
    end = next((stage for stage in later if not stage.is_active), None)
    between = {stage.id for stage in takewhile(lambda stage: stage is not end, later)}
    begun = [track for track in tracks if track.stage in between]
    loners = tuple(track for track in begun if not track.projects)
    if _is_minority(len(loners), len(begun)):
        until = ("--before", end.id) if end else ()
        command = ("list", "--past", first.id, *until, "-p", "none")
        yield Attention(Concern.NO_PROJECT, len(loners), loners, command)


def _is_minority(some: int, of: int) -> bool:
    """Whether *some* is more than none and less than half *of* them: unusual enough to report."""
    return 0 < some < of / 2


_Rule = Callable[[Catalogue, Sequence[Track], date], Iterator[Attention]]

_DATE_RULES: tuple[_Rule, ...] = (_overdue,)
_STAGE_RULES: tuple[_Rule, ...] = (_without_needs, _still_needs, _no_project)
"""The rules that depend on the order and kinds of stages, and so need stages.yaml."""
