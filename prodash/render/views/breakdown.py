"""Breakdown: one bar for each stage, so that a pile shows at a glance."""

from collections.abc import Sequence

from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.kinds import STAGE
from prodash.model.views.agenda import DueGroup
from prodash.model.views.breakdown import Breakdown, StageCount
from prodash.model.views.grouping import NO_STAGE
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import URGENCY_COLOURS, count

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_DIGITS = 5
_SHARE = 5
_GAPS = 4
_LONGEST_NAME = 24


def breakdown_sheet(breakdown: Breakdown) -> Sheet[StageCount]:
    """The breakdown as rows, one for each stage."""
    return Sheet(
        kind="breakdown",
        noun="stages",
        columns=(
            Column("stage", lambda count: count.stage.id),
            Column(
                "name",
                lambda count: count.stage.name,
                lambda count: Cell(count.stage.name, Look(paper=count.stage.colour)),
            ),
            Column("kind", lambda count: count.stage.kind.value),
            Column("colour", lambda count: count.stage.colour),
            Column("tracks", lambda count: count.tracks, lambda count: Cell(f"{count.tracks:,}")),
            Column("share", lambda count: round(count.share, 4), lambda count: Cell(f"{count.share:.0%}")),
            Column("overdue", lambda count: count.overdue, lambda count: Cell(f"{count.overdue:,}")),
        ),
        rows=breakdown.counts,
        identify=lambda count: count.stage.id,
        locate=lambda _: STAGE.path if breakdown.counts else "",
        facts={
            "tracks": breakdown.total,
            "overdue": breakdown.overdue,
            "without_stage": breakdown.unplaced,
            "bottleneck": breakdown.bottleneck[0].stage.id if breakdown.bottleneck else None,
        },
    )


def breakdown_bars(breakdown: Breakdown, screen: Screen) -> str:
    """The breakdown as bars that fill the screen's width, with the totals below."""
    lines = bars(breakdown.counts, screen)
    return "\n".join([*lines, *([""] if lines else []), *totals(breakdown, screen)])


def bars(counts: Sequence[StageCount], screen: Screen) -> list[str]:
    """A bar for each of *counts*, the longest as long as there is room."""
    most = max((count.tracks for count in counts), default=0)
    digits = max(len(f"{most:,}"), _DIGITS)
    beside = digits + _SHARE + _GAPS + (0 if screen.depth is Depth.NONE else 2)
    labels = [label(count.stage, screen) for count in counts]
    longest = max(map(width, labels), default=0)
    if screen.width is not None:
        longest = max(min(longest, _LONGEST_NAME, screen.width - beside), 1)
    room = screen.beside(longest + beside)
    lines = []
    for counted, text in zip(counts, labels, strict=True):
        bar = paint(_bar(room * counted.tracks / (most or 1)), Look(ink=counted.stage.colour), screen.depth)
        name = badge(pad(shorten(text, longest), longest), counted.stage.colour, screen.depth)
        lines.append(f"{name}  {pad(bar, room)}{_numbers(counted, digits, screen)}")
    return lines


def _numbers(count: StageCount, digits: int, screen: Screen) -> str:
    number = f" {count.tracks:>{digits},}"
    share = f"{count.share:>{_SHARE}.0%}"
    if not count.tracks:
        return paint(f"{number} {share}", DIM, screen.depth)
    return f"{paint(number, BOLD, screen.depth)} {paint(share, DIM, screen.depth)}"


def _bar(length: float) -> str:
    """A bar of *length* columns, exact to an eighth; what is there at all can be seen."""
    eighths = max(round(length * 8), 1 if length else 0)
    full, rest = divmod(eighths, 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")


def totals(breakdown: Breakdown, screen: Screen) -> list[str]:
    """How many tracks there are, how many are late, and where they pile up."""
    parts = [count(breakdown.total, "track")]
    if breakdown.overdue:
        parts.append(
            badge(f"{breakdown.overdue:,} {DueGroup.PAST}", URGENCY_COLOURS[Urgency.OVERDUE], screen.depth)
        )
    else:
        parts.append(f"none {DueGroup.PAST}")
    if breakdown.unplaced:
        parts.append(f"{breakdown.unplaced:,} {NO_STAGE}")
    lines = wrap(" · ".join(parts), screen)
    pile = pile_words(breakdown, None if screen.width is None else _LONGEST_NAME)
    return [*lines, *(wrap(paint(pile, BOLD, screen.depth), screen) if pile else [])]


def pile_words(breakdown: Breakdown, longest: int | None = None) -> str:
    """Where tracks pile up, and for what; empty where they do not.  Names are at most *longest* columns wide."""
    if breakdown.bottleneck is None:
        return ""
    full, waiting = breakdown.bottleneck
    names = [clean(counted.stage.name) for counted in (full, waiting)]
    if longest is not None:
        names = [shorten(name, longest) for name in names]
    there = f"{waiting.tracks:,}" if waiting.tracks else "none"
    return f"{names[0]} is where tracks pile up: {full.tracks:,} there, {there} in {names[1]}"


def unplaced_words(breakdown: Breakdown) -> str:
    """How many tracks no bar counts; empty where there are none."""
    return f"{count(breakdown.unplaced, 'track')} {NO_STAGE}" if breakdown.unplaced else ""
