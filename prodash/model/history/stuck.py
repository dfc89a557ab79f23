"""Stuck: the tracks that have been in their stage for longer than tracks usually are there."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.model.history.stage_times import StageTime, stage_times
from prodash.model.history.stays import stays
from prodash.model.history.track_time import TimeOf, TrackTime

USUAL_DAYS = 30
"""The limit where too few tracks have left a stage."""

Reason: TypeAlias = Literal["asked", "percentile", "usual"]
"""The user asked for the limit, or it is that of the stage, or it is the usual one."""


class StuckRule(NamedTuple):
    """From how many *days* on a track is stuck, and why so many."""

    days: int
    reason: Reason

    def is_broken(self, age: int) -> bool:
        """Whether a track of this *age* in days is stuck: of the days that were asked for, or of more than the others."""
        return age >= self.days if self.reason == "asked" else age > self.days


def stuck_rule(time: StageTime | None, asked: int | None = None) -> StuckRule:
    """The rule for a stage with this *time* (None if nothing is known of it); *asked* are the days of `--days`."""
    if asked is not None:
        return StuckRule(asked, "asked")
    percentile = time.percentile_85 if time else None
    return StuckRule(USUAL_DAYS, "usual") if percentile is None else StuckRule(percentile, "percentile")


class StuckRules(NamedTuple):
    """The rules of the stages that have one of their own, by id, and the rule of all others."""

    own: Mapping[str, StuckRule]
    others: StuckRule

    def of(self, stage: str) -> StuckRule:
        """The rule of the *stage* with this id."""
        return self.own.get(stage, self.others)


def stuck_rules(history: History, clock: Clock, asked: int | None = None) -> StuckRules:
    """The rule of each stage; all have the same one if the user *asked* for a number of days."""
    others = stuck_rule(None, asked)
    if asked is not None:
        return StuckRules({}, others)
    chains = (*history.chains.values(), *history.removed.values())
    times = stage_times((stays(chain, clock) for chain in chains), clock.today)
    return StuckRules({stage: stuck_rule(time) for stage, time in times.items()}, others)


class StuckTrack(NamedTuple):
    """A track that is stuck, with its times and the rule that it broke."""

    track: Track
    time: TrackTime
    rule: StuckRule

    @property
    def age(self) -> int:
        """The days in its stage."""
        return self.time.age or 0


class StuckTracks(NamedTuple):
    """The tracks that are stuck, the longest first, and how many *others* were looked at or have no history."""

    stuck: tuple[StuckTrack, ...]
    others: int
    without_history: int


def find_stuck(tracks: Iterable[Track], time_of: TimeOf, rules: StuckRules, clock: Clock) -> StuckTracks:
    """Those of *tracks* that broke the rule of their stage; finished and archived ones never do."""
    timed = [(track, time_of(track)) for track in tracks if track.stage not in clock.ageless]
    found = [
        StuckTrack(track, time, rules.of(track.stage))
        for track, time in timed
        if time and time.age is not None
    ]
    stuck = sorted((one for one in found if one.rule.is_broken(one.age)), key=lambda one: -one.age)
    return StuckTracks(tuple(stuck), len(found) - len(stuck), sum(time is None for _, time in timed))
