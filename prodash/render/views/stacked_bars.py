"""Stacked bars: a bar for each group, divided by stage, with a letter for each stage."""

from collections.abc import Mapping, Sequence

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.terminal.initials import initials
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width
from prodash.render.terminal.words import pluralise
from prodash.render.views.cross_table import overlap_note, row_names

_GAP = "  "
_NO_STAGE_LETTER = "?"


def stacked_bars(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* as bars, as wide as the screen, with their totals and a legend of the stages."""
    if not rows:
        return paint("no tracks", DIM, screen.depth)
    names = row_names([row.group for row in rows], screen)
    stage_letters = _stage_letters(table.stages)
    most = max(row.total for row in rows)
    digits = len(f"{most:,}")
    room = max(screen.bar_width(width(names[0]) + digits + 2 * len(_GAP)), 1)
    lines = []
    for name, row in zip(names, rows, strict=True):
        length = max(round(room * row.total / most), min(sum(map(bool, row.counts)), room))
        bar = _bar(table.stages, stage_letters, apportioned(row.counts, length), screen)
        lines.append(_GAP.join([name, pad(bar, room), paint(f"{row.total:>{digits},}", BOLD, screen.depth)]))
    legend = _legend(
        [stage for stage, n in zip(table.stages, table.totals, strict=True) if n], stage_letters, screen
    )
    return "\n".join([*lines, "", *legend, "", pluralise(table.total, "track"), *overlap_note(table, screen)])


def apportioned(counts: Sequence[int], length: int) -> tuple[int, ...]:
    """*length* columns divided in proportion to *counts*; each count above 0 gets one at least, if possible.

    Columns are given out one by one: to a count without any, else to the count with the fewest for its size.
    """

    def claim(number: int) -> tuple[bool, float]:
        # 0.5 rounds to the nearest: 1 would favour large counts, 0 small ones.
        return counts[number] > 0 and not parts[number], counts[number] / (parts[number] + 0.5)

    parts = [0] * len(counts)
    for _ in range(length if any(counts) else 0):
        parts[max(range(len(counts)), key=claim)] += 1
    return tuple(parts)


def _stage_letters(stages: Sequence[Group]) -> dict[str, str]:
    """The letter of each stage by its id; `?` for tracks without a stage."""
    known = [stage for stage in stages if stage.id]
    letters = initials([stage.name for stage in known])
    return {"": _NO_STAGE_LETTER, **{stage.id: letter for stage, letter in zip(known, letters, strict=True)}}


def _bar(
    stages: Sequence[Group], stage_letters: Mapping[str, str], parts: Sequence[int], screen: Screen
) -> str:
    """The parts side by side: each starts with its letter, or is filled with it if there are no colours."""
    bar = ""
    for stage, length in zip(stages, parts, strict=True):
        letter = stage_letters[stage.id]
        text = letter * length if screen.depth is Depth.NONE else pad(letter, length)[:length]
        bar += paint(text, Look(background=stage.colour), screen.depth)
    return bar


def _legend(stages: Sequence[Group], stage_letters: Mapping[str, str], screen: Screen) -> list[str]:
    """Lines that name the stage of each letter, as many per line as fit."""
    lines = [""]
    sides, gap = (0, _GAP) if screen.depth is Depth.NONE else (2, " ")
    for stage in stages:
        text = f"{stage_letters[stage.id]} {clean(stage.name)}"
        name = colour_badge(shorten(text, max(screen.columns - sides, 1)), stage.colour, screen.depth)
        if lines[-1] and width(lines[-1]) + len(gap) + width(name) > screen.columns:
            lines.append("")
        lines[-1] += (gap if lines[-1] else "") + name
    return lines
