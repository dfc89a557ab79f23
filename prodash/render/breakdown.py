"""Breakdown: one bar for each stage, so that a pile shows at a glance."""

from prodash.model.breakdown import Breakdown, StageCount
from prodash.model.due import Urgency
from prodash.render.screen import Depth, Screen
from prodash.render.sheet import Column, Sheet
from prodash.render.style import BOLD, DIM, Look, badge, paint
from prodash.render.width import clean, pad, shorten, width, wrap
from prodash.render.words import URGENCY_COLOURS, count

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_NUMBERS = 14
_LONGEST_NAME = 24


def breakdown_sheet(breakdown: Breakdown) -> Sheet[StageCount]:
    """The breakdown as rows, one for each stage."""
    return Sheet(
        kind="breakdown",
        noun="stages",
        columns=(
            Column("stage", lambda count: count.stage.id),
            Column("name", lambda count: count.stage.name),
            Column("kind", lambda count: count.stage.kind.value),
            Column("colour", lambda count: count.stage.colour),
            Column("tracks", lambda count: count.tracks),
            Column("share", lambda count: round(count.share, 4)),
            Column("overdue", lambda count: count.overdue),
        ),
        rows=breakdown.counts,
        identify=lambda count: count.stage.id,
        facts={
            "tracks": breakdown.total,
            "overdue": breakdown.overdue,
            "without_stage": breakdown.unplaced,
            "bottleneck": breakdown.bottleneck[0].stage.id if breakdown.bottleneck else None,
        },
    )


def breakdown_bars(breakdown: Breakdown, screen: Screen) -> str:
    """The breakdown as bars that fill the screen's width, with the totals below."""
    labels = [_label(count) for count in breakdown.counts]
    longest = max(min(max(map(width, labels), default=0), _LONGEST_NAME, screen.columns // 2), 1)
    margin = 0 if screen.depth is Depth.NONE else 2
    room = max(screen.columns - longest - margin - _NUMBERS, 0)
    most = max((count.tracks for count in breakdown.counts), default=0)
    lines = [
        _line(count, pad(shorten(label, longest), longest), room * count.tracks / (most or 1), room, screen)
        for count, label in zip(breakdown.counts, labels, strict=True)
    ]
    return "\n".join([*lines, "", *_totals(breakdown, screen)])


def _label(count: StageCount) -> str:
    return clean(f"{count.stage.emoji} {count.stage.name}".strip())


def _line(count: StageCount, label: str, length: float, room: int, screen: Screen) -> str:
    bar = paint(_bar(length), Look(ink=count.stage.colour), screen.depth)
    number = f"{count.tracks:>6,}"
    share = f"{count.share:>5.0%}"
    numbers = f"{paint(number, BOLD, screen.depth)} {paint(share, DIM, screen.depth)}"
    if not count.tracks:
        numbers = paint(f"{number} {share}", DIM, screen.depth)
    return f"{badge(label, count.stage.colour, screen.depth)}  {pad(bar, room)}{numbers}"


def _bar(length: float) -> str:
    """A bar of *length* columns, exact to an eighth; what is there at all can be seen."""
    eighths = max(round(length * 8), 1 if length else 0)
    full, rest = divmod(eighths, 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")


def _totals(breakdown: Breakdown, screen: Screen) -> list[str]:
    parts = [count(breakdown.total, "track")]
    if breakdown.overdue:
        parts.append(badge(f"{breakdown.overdue:,} overdue", URGENCY_COLOURS[Urgency.OVERDUE], screen.depth))
    else:
        parts.append("none overdue")
    if breakdown.unplaced:
        parts.append(f"{breakdown.unplaced:,} in no known stage")
    lines = wrap(" · ".join(parts), screen)
    return [*lines, *_bottleneck(breakdown, screen)]


def _bottleneck(breakdown: Breakdown, screen: Screen) -> list[str]:
    if breakdown.bottleneck is None:
        return []
    full, waiting = breakdown.bottleneck
    there = f"{waiting.tracks:,}" if waiting.tracks else "none"
    names = clean(full.stage.name), clean(waiting.stage.name)
    text = f"{names[0]} is where tracks pile up: {full.tracks:,} there, {there} in {names[1]}"
    return wrap(paint(text, BOLD, screen.depth), screen)
