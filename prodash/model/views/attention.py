"""Attention: the concerns that the user should look at, each with the command that lists its tracks."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency, cached_by_due_fields
from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.catalogue.track import Track

_MAX_STAGES = 3


class Concern(StrEnum):
    """The reason why something needs attention."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    NEEDS_NOTHING = "needs-nothing"
    STILL_NEEDS = "still-needs"
    NO_PROJECT = "no-project"


class Attention(NamedTuple):
    """A concern, its number of files or tracks, the tracks, and the prodash arguments that list them."""

    concern: Concern
    number: int
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
    """Tracks without workflows, in stages in which most tracks have some: ready to move on, or forgotten.

    The first stage is left out because an idea needs nothing yet, the last one before release because
    its tracks should need nothing.  At most three stages are reported, those with the most such tracks.
    """
    active = [stage.id for stage in catalogue.stages.path if stage.is_active]
    placed = Counter(track.stage for track in tracks)
    without = Counter(track.stage for track in tracks if not track.workflows)
    unusual = [stage for stage in active[1:-1] if _is_minority(without[stage], placed[stage])]
    most = sorted(unusual, key=lambda stage: -without[stage])[:_MAX_STAGES]
    unusual = [stage for stage in unusual if stage in most]
    idle = tuple(track for track in tracks if track.stage in unusual and not track.workflows)
    if idle:
        yield Attention(
            Concern.NEEDS_NOTHING, len(idle), idle, ("list", "-s", ",".join(unusual), "-w", "none")
        )


def _still_needs(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Finished tracks that still have workflows, if most finished tracks have none."""
    finished = [stage.id for stage in catalogue.stages.path if not stage.is_active]
    done = [track for track in tracks if track.stage in finished]
    unfinished = tuple(track for track in done if track.workflows)
    if _is_minority(len(unfinished), len(done)):
        command = ("list", "-s", ",".join(finished), "--not-workflow", "none")
        yield Attention(Concern.STILL_NEEDS, len(unfinished), unfinished, command)


def _no_project(catalogue: Catalogue, tracks: Sequence[Track], _: date) -> Iterator[Attention]:
    """Tracks in progress without a project, if most tracks in progress have one."""
    if not catalogue.stages.path:
        return
    first, *later = catalogue.stages.path
    end = next((stage for stage in later if not stage.is_active), None)
    between = {stage.id for stage in takewhile(lambda stage: stage is not end, later)}
    in_progress = [track for track in tracks if track.stage in between]
    without_project = tuple(track for track in in_progress if not track.projects)
    if _is_minority(len(without_project), len(in_progress)):
        until = ("--before", end.id) if end else ()
        command = ("list", "--past", first.id, *until, "-p", "none")
        yield Attention(Concern.NO_PROJECT, len(without_project), without_project, command)


def _is_minority(some: int, of: int) -> bool:
    """Whether *some* is at least one but less than half *of* all, and so unusual enough to report."""
    return 0 < some < of / 2


_Rule = Callable[[Catalogue, Sequence[Track], date], Iterator[Attention]]

_DATE_RULES: tuple[_Rule, ...] = (_overdue,)
_STAGE_RULES: tuple[_Rule, ...] = (_without_needs, _still_needs, _no_project)
"""The rules that depend on the order and kinds of stages, and so need stages.yaml."""
