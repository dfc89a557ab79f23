"""Stuck: a track that has been in its stage for longer than tracks usually are there."""

from typing import Literal, NamedTuple, TypeAlias

from prodash.model.history.stage_times import StageTime

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
