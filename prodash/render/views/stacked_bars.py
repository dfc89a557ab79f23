"""Stacked bars: one bar for each group, parted by stage; each part begins with the letter of its stage."""

from collections.abc import Mapping, Sequence

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.terminal.initials import letters
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width
from prodash.render.terminal.words import count
from prodash.render.views.cross_table import overlap_note, row_names

_GAP = "  "
_OUTSIDE = "?"


def stacked_bars(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* as bars that fill the screen's width, with their totals, and below which letter is which stage."""
    if not rows:
        return paint("no tracks", DIM, screen.depth)
    names = row_names([row.group for row in rows], screen)
    signs = _signs(table.stages)
    most = max(row.total for row in rows)
    digits = len(f"{most:,}")
    room = max(screen.beside(width(names[0]) + digits + 2 * len(_GAP)), 1)
    lines = []
    for name, row in zip(names, rows, strict=True):
        length = max(round(room * row.total / most), min(sum(map(bool, row.counts)), room))
        bar = _bar(table.stages, signs, apportioned(row.counts, length), screen)
        lines.append(_GAP.join([name, pad(bar, room), paint(f"{row.total:>{digits},}", BOLD, screen.depth)]))
    legend = _legend([stage for stage, n in zip(table.stages, table.totals, strict=True) if n], signs, screen)
    return "\n".join([*lines, "", *legend, "", count(table.total, "track"), *overlap_note(table, screen)])


def apportioned(counts: Sequence[int], length: int) -> tuple[int, ...]:
    """*length* columns shared as the counts are, one at least for each above 0 while there is room.

    One by one, each goes to a count that has none yet, else to the one that has the fewest for its size.
    """

    def claim(number: int) -> tuple[bool, float]:
        # The half rounds to the nearest: a whole one would favour large counts, none at all small ones.
        return counts[number] > 0 and not parts[number], counts[number] / (parts[number] + 0.5)

    parts = [0] * len(counts)
    for _ in range(length if any(counts) else 0):
        parts[max(range(len(counts)), key=claim)] += 1
    return tuple(parts)


def _signs(stages: Sequence[Group]) -> dict[str, str]:
    """The letter of each stage by its id."""
    known = [stage for stage in stages if stage.id]
    found = letters([stage.name for stage in known])
    return {"": _OUTSIDE, **{stage.id: letter for stage, letter in zip(known, found, strict=True)}}


def _bar(stages: Sequence[Group], signs: Mapping[str, str], parts: Sequence[int], screen: Screen) -> str:
    """The parts beside each other, each begun or, without colours, made of its letter."""
    bar = ""
    for stage, length in zip(stages, parts, strict=True):
        sign = signs[stage.id]
        text = sign * length if screen.depth is Depth.NONE else pad(sign, length)[:length]
        bar += paint(text, Look(paper=stage.colour), screen.depth)
    return bar


def _legend(stages: Sequence[Group], signs: Mapping[str, str], screen: Screen) -> list[str]:
    """Each letter with the name of its stage, as many on a line as fit."""
    lines = [""]
    sides, gap = (0, _GAP) if screen.depth is Depth.NONE else (2, " ")
    for stage in stages:
        text = f"{signs[stage.id]} {clean(stage.name)}"
        name = badge(shorten(text, max(screen.columns - sides, 1)), stage.colour, screen.depth)
        if lines[-1] and width(lines[-1]) + len(gap) + width(name) > screen.columns:
            lines.append("")
        lines[-1] += (gap if lines[-1] else "") + name
    return lines
