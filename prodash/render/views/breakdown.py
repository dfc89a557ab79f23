"""Breakdown: the tracks in each stage as bars, which show at a glance where tracks pile up."""

from collections.abc import Sequence

from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.kinds import STAGE
from prodash.model.views.agenda import DueGroup
from prodash.model.views.breakdown import Breakdown, StageCount
from prodash.model.views.grouping import NO_STAGE
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import pluralise, urgency_look

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_MIN_DIGITS = 5
_SHARE_WIDTH = 5
_GAPS_WIDTH = 4
_MAX_NAME_WIDTH = 24


def breakdown_sheet(breakdown: Breakdown) -> Sheet[StageCount]:
    """A sheet with one row per stage."""
    return Sheet(
        kind="breakdown",
        noun="stages",
        columns=(
            Column("stage", lambda counted: counted.stage.id),
            Column(
                "name",
                lambda counted: counted.stage.name,
                lambda counted: Cell(counted.stage.name, Look(background=counted.stage.colour)),
            ),
            Column("kind", lambda counted: counted.stage.kind.value),
            Column("colour", lambda counted: counted.stage.colour),
            Column("tracks", lambda counted: counted.tracks, lambda counted: Cell(f"{counted.tracks:,}")),
            Column(
                "share", lambda counted: round(counted.share, 4), lambda counted: Cell(f"{counted.share:.0%}")
            ),
            Column("overdue", lambda counted: counted.overdue, lambda counted: Cell(f"{counted.overdue:,}")),
        ),
        rows=breakdown.counts,
        identify=lambda counted: counted.stage.id,
        locate=lambda _: STAGE.path if breakdown.counts else "",
        facts={
            "tracks": breakdown.total,
            "overdue": breakdown.overdue,
            "without_stage": breakdown.unplaced,
            "bottleneck": breakdown.bottleneck[0].stage.id if breakdown.bottleneck else None,
        },
    )


def breakdown_bars(breakdown: Breakdown, screen: Screen) -> str:
    """A bar for each stage, as wide as the screen, with the totals below."""
    lines = bar_lines(breakdown.counts, screen)
    return "\n".join([*lines, *([""] if lines else []), *total_lines(breakdown, screen)])


def bar_lines(counts: Sequence[StageCount], screen: Screen) -> list[str]:
    """A line with a bar for each of *counts*; the longest bar fills the screen."""
    most = max((counted.tracks for counted in counts), default=0)
    digits = max(len(f"{most:,}"), _MIN_DIGITS)
    numbers_width = digits + _SHARE_WIDTH + _GAPS_WIDTH + (0 if screen.depth is Depth.NONE else 2)
    labels = [label(counted.stage, screen) for counted in counts]
    longest = max(map(width, labels), default=0)
    if screen.width is not None:
        longest = max(min(longest, _MAX_NAME_WIDTH, screen.width - numbers_width), 1)
    room = screen.bar_width(longest + numbers_width)
    lines = []
    for counted, text in zip(counts, labels, strict=True):
        bar = paint(
            _bar(room * counted.tracks / (most or 1)), Look(foreground=counted.stage.colour), screen.depth
        )
        name = colour_badge(pad(shorten(text, longest), longest), counted.stage.colour, screen.depth)
        lines.append(f"{name}  {pad(bar, room)}{_numbers(counted, digits, screen)}")
    return lines


def _numbers(counted: StageCount, digits: int, screen: Screen) -> str:
    number = f" {counted.tracks:>{digits},}"
    share = f"{counted.share:>{_SHARE_WIDTH}.0%}"
    if not counted.tracks:
        return paint(f"{number} {share}", DIM, screen.depth)
    return f"{paint(number, BOLD, screen.depth)} {paint(share, DIM, screen.depth)}"


def _bar(length: float) -> str:
    """A bar of *length* columns, to the nearest eighth; at least an eighth unless *length* is 0."""
    eighths = max(round(length * 8), 1 if length else 0)
    full, rest = divmod(eighths, 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")


def total_lines(breakdown: Breakdown, screen: Screen) -> list[str]:
    """The lines that say how many tracks there are, how many are past due, and where they pile up."""
    parts = [pluralise(breakdown.total, "track")]
    if breakdown.overdue:
        parts.append(
            badge(f"{breakdown.overdue:,} {DueGroup.PAST}", urgency_look(Urgency.OVERDUE), screen.depth)
        )
    elif not breakdown.unknown_due:
        parts.append(f"none {DueGroup.PAST}")
    if breakdown.unknown_due:
        parts.append(f"{breakdown.unknown_due:,} with an unknown due date")
    if breakdown.unplaced:
        parts.append(f"{breakdown.unplaced:,} {NO_STAGE}")
    lines = wrap(" · ".join(parts), screen)
    bottleneck = bottleneck_words(breakdown, None if screen.width is None else _MAX_NAME_WIDTH)
    return [*lines, *(wrap(paint(bottleneck, BOLD, screen.depth), screen) if bottleneck else [])]


def bottleneck_words(breakdown: Breakdown, longest: int | None = None) -> str:
    """The sentence that says where tracks pile up, or an empty text; names are cut to *longest* columns."""
    if breakdown.bottleneck is None:
        return ""
    full, waiting = breakdown.bottleneck
    names = [clean(counted.stage.name) for counted in (full, waiting)]
    if longest is not None:
        names = [shorten(name, longest) for name in names]
    there = f"{waiting.tracks:,}" if waiting.tracks else "none"
    return f"{names[0]} is where tracks pile up: {full.tracks:,} there, {there} in {names[1]}"


def unplaced_words(breakdown: Breakdown) -> str:
    """How many tracks have no stage and so no bar, or an empty text."""
    return f"{pluralise(breakdown.unplaced, 'track')} {NO_STAGE}" if breakdown.unplaced else ""
