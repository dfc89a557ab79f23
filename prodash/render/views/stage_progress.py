"""Path: how far along its stages a track is, as a rule with a segment for each stage and in words.

━━━━━━━━━ ━━━━━━━━━ ━━━━━━━━━ ───────── ───────── ─────────      ◑ stage 3 of 6   ← Writing   Mixing →
"""

from collections.abc import Sequence
from itertools import pairwise

from prodash.model.catalogue.stage import Stage, StageProgress
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, Look, paint
from prodash.render.terminal.width import clean

_GONE, _AHEAD = "━", "─"
_LEAST = 2
_RINGS = "○◔◑◕●"


def path_rule(stage: Stage | None, progress: StageProgress | None, screen: Screen) -> str:
    """A line as wide as the screen: heavy as far as the path is gone, in the stage's colour."""
    if stage is None or progress is None:
        return paint(_AHEAD * screen.columns, DIM, screen.depth)
    number, of = progress.number, progress.of
    whole = (screen.columns + 1) // of <= _LEAST
    ends = [place * (screen.columns + (not whole)) // of for place in range(of + 1)]
    gap = "" if whole else " "
    lengths = [end - start - len(gap) for start, end in pairwise(ends)]
    gone = gap.join(_GONE * length for length in lengths[:number])
    ahead = gap.join(_AHEAD * length for length in lengths[number:])
    parts = (paint(gone, Look(ink=stage.colour), screen.depth), paint(ahead, DIM, screen.depth))
    return gap.join(part for part in parts if part)


def progress_words(stage: Stage, progress: StageProgress, screen: Screen) -> Sequence[str]:
    """`◑ stage 3 of 6`, and the names of the stages before and after."""
    circle = paint(ring(progress), Look(ink=stage.colour), screen.depth)
    before = f"← {clean(progress.before.name)}" if progress.before else ""
    after = f"{clean(progress.after.name)} →" if progress.after else ""
    beside = paint("   ".join(filter(None, (before, after))), DIM, screen.depth)
    return f"{circle} stage {progress.number} of {progress.of}", beside


def ring(progress: StageProgress) -> str:
    """A circle, filled as far as the path is gone; whole at its end only."""
    if progress.number == progress.of:
        return _RINGS[-1]
    return _RINGS[min(round(progress.number / progress.of * 4), 3)]
