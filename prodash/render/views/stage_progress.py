"""Stage progress: how far through the stages a track is, as a rule with a segment per stage and in words."""

# ━━━━━━━━━ ━━━━━━━━━ ━━━━━━━━━ ───────── ───────── ─────────      ◑ stage 3 of 6   ← Writing   Mixing →

from collections.abc import Sequence
from itertools import pairwise

from prodash.model.catalogue.stage import Stage, StageProgress
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, Look, paint
from prodash.render.terminal.width import clean

_DONE, _AHEAD = "━", "─"
_CROWDED_UP_TO = 2
_CIRCLES = "○◔◑◕●"


def progress_rule(stage: Stage | None, progress: StageProgress | None, screen: Screen) -> str:
    """A line as wide as the screen; the stages up to *stage* are heavy and in its colour."""
    if stage is None or progress is None:
        return paint(_AHEAD * screen.columns, DIM, screen.depth)
    number, of = progress.number, progress.of
    is_crowded = (screen.columns + 1) // of <= _CROWDED_UP_TO
    ends = [step * (screen.columns + (not is_crowded)) // of for step in range(of + 1)]
    gap = "" if is_crowded else " "
    lengths = [end - start - len(gap) for start, end in pairwise(ends)]
    done = gap.join(_DONE * length for length in lengths[:number])
    ahead = gap.join(_AHEAD * length for length in lengths[number:])
    parts = (paint(done, Look(foreground=stage.colour), screen.depth), paint(ahead, DIM, screen.depth))
    return gap.join(part for part in parts if part)


def progress_words(stage: Stage, progress: StageProgress, screen: Screen) -> Sequence[str]:
    """`◑ stage 3 of 6`, and the names of the previous and the next stage."""
    circle = paint(progress_circle(progress), Look(foreground=stage.colour), screen.depth)
    before = f"← {clean(progress.before.name)}" if progress.before else ""
    after = f"{clean(progress.after.name)} →" if progress.after else ""
    neighbours = paint("   ".join(filter(None, (before, after))), DIM, screen.depth)
    return f"{circle} stage {progress.number} of {progress.of}", neighbours


def progress_circle(progress: StageProgress) -> str:
    """A circle, filled by the share of stages that are done; full at the last stage only."""
    if progress.number == progress.of:
        return _CIRCLES[-1]
    return _CIRCLES[min(round(progress.number / progress.of * 4), 3)]
