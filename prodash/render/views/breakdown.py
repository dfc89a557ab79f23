"""Breakdown: the tracks in each stage as bars, which show at a glance where tracks pile up."""

from collections.abc import Sequence

from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.stage import NO_STAGE
from prodash.model.views.breakdown import Breakdown, StageCount
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import pluralise, urgency_look

_BAR = "▇"
"""A block with room above it, so that the bars of two lines stay apart."""

_MIN_BAR_WIDTH = 5
_GAP = "  "
_MAX_NAME_WIDTH = 24
_MAX_SHARE_OF_NAMES = 0.4


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
                lambda counted: Cell.badge(counted.stage),
                min_width=16,
            ),
            Column("kind", lambda counted: counted.stage.kind.value),
            Column("colour", lambda counted: counted.stage.colour),
            Column(
                "tracks",
                lambda counted: counted.tracks,
                lambda counted: Cell.number(counted.tracks),
                is_number=True,
            ),
            Column(
                "share",
                lambda counted: round(counted.share, 4),
                lambda counted: Cell(f"{counted.share:.0%}"),
                is_number=True,
            ),
            Column(
                "overdue",
                lambda counted: counted.overdue,
                lambda counted: Cell.number(counted.overdue),
                is_number=True,
            ),
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
    return "\n".join([*lines, *([""] if lines else []), *_total_lines(breakdown, screen)])


def bar_lines(counts: Sequence[StageCount], screen: Screen) -> list[str]:
    """A line for each of *counts* with stage, bar, number, share and late tracks; the longest bar fills the screen.

    On a narrow screen the late tracks are left out first, then the shares.
    """
    most = max((counted.tracks for counted in counts), default=0)
    columns = _number_columns(counts, most, screen)
    room = None if screen.width is None else _name_room(screen.width, len(columns[0][0]) if counts else 0)
    show = badge_column([counted.stage for counted in counts], screen, room)
    names = [show(counted.stage) for counted in counts]
    while len(columns) > 1 and screen.bar_width(_line_width(names, columns)) < _MIN_BAR_WIDTH:
        columns.pop()
    room = screen.bar_width(_line_width(names, columns))
    bars = [pad(_bar(counted, most, room, screen), room) for counted in counts]
    return [_GAP.join(cells).rstrip() for cells in zip(names, bars, *columns, strict=True)]


def _name_room(columns: int, digits: int) -> int:
    """The columns for the stages: all that they need on most screens, and a part of a wide one."""
    longest = max(_MAX_NAME_WIDTH, int(columns * _MAX_SHARE_OF_NAMES))
    return min(longest, columns - digits - 2 * len(_GAP))


def _number_columns(counts: Sequence[StageCount], most: int, screen: Screen) -> list[list[str]]:
    """The numbers, the shares, and the late tracks if there are any; each as wide as the widest in its column."""
    digits, late_digits = len(f"{most:,}"), len(f"{max((c.overdue for c in counts), default=0):,}")
    late = [_late_badge(counted, late_digits, screen) for counted in counts]
    numbers = [
        paint(f"{counted.tracks:>{digits},}", BOLD if counted.tracks else DIM, screen.depth)
        for counted in counts
    ]
    shares = [paint(f"{counted.share:>4.0%}", DIM, screen.depth) for counted in counts]
    return [numbers, shares, *([late] if any(late) else [])]


def _late_badge(counted: StageCount, digits: int, screen: Screen) -> str:
    words = f"{counted.overdue:>{digits},} late"
    return badge(words, urgency_look(Urgency.OVERDUE), screen.depth) if counted.overdue else ""


def _line_width(names: Sequence[str], columns: Sequence[Sequence[str]]) -> int:
    """The width of a line without its bar."""
    widest = [max(map(width, cells), default=0) for cells in (names, *columns)]
    return sum(widest) + len(_GAP) * len(widest)


def _bar(counted: StageCount, most: int, room: int, screen: Screen) -> str:
    """A bar of whole columns, *room* columns for *most* tracks; at least one column unless there are none."""
    length = max(round(room * counted.tracks / (most or 1)), 1 if counted.tracks else 0)
    return paint(_BAR * min(length, room), Look(foreground=counted.stage.colour), screen.depth)


def _total_lines(breakdown: Breakdown, screen: Screen) -> list[str]:
    """The lines that say how many tracks there are, how many are late, and where they wait."""
    parts = [pluralise(breakdown.total, "track")]
    if breakdown.overdue:
        parts.append(badge(f"{breakdown.overdue:,} late", urgency_look(Urgency.OVERDUE), screen.depth))
    elif not breakdown.unknown_due:
        parts.append("none late")
    if breakdown.unknown_due:
        parts.append(f"{breakdown.unknown_due:,} with an unknown due date")
    if breakdown.unplaced:
        parts.append(f"{breakdown.unplaced:,} {NO_STAGE}")
    lines = wrap(" · ".join(parts), screen)
    bottleneck = bottleneck_words(breakdown, None if screen.width is None else _MAX_NAME_WIDTH)
    return [*lines, *(wrap(paint(bottleneck, BOLD, screen.depth), screen) if bottleneck else [])]


def bottleneck_words(breakdown: Breakdown, longest: int | None = None) -> str:
    """The sentence that says where many tracks wait today, or an empty text; names are cut to *longest* columns."""
    if breakdown.bottleneck is None:
        return ""
    full, waiting = breakdown.bottleneck
    names = [clean(counted.stage.name) for counted in (full, waiting)]
    if longest is not None:
        names = [shorten(name, longest) for name in names]
    there = f"{waiting.tracks:,}" if waiting.tracks else "none"
    return f"{names[0]} is where tracks wait: {full.tracks:,} there, {there} in {names[1]}"


def unplaced_words(breakdown: Breakdown) -> str:
    """How many tracks have no stage and so no bar, or an empty text."""
    return f"{pluralise(breakdown.unplaced, 'track')} {NO_STAGE}" if breakdown.unplaced else ""
