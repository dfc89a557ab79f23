"""Bars: a bar for each group, divided by stage, with the names of the stages in its parts."""

from collections.abc import Mapping, Sequence

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.cross.names import row_names
from prodash.render.cross.table import overlap_note
from prodash.render.terminal.apportion import apportioned
from prodash.render.terminal.initials import initials
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, Look, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width
from prodash.render.terminal.words import NO_TRACKS, pluralise

_GAP = "  "
_MIN_BAR_WIDTH = 24
_FILL = "─"
_NO_STAGE_LETTER = "?"


def stacked_bars(table: CrossTable, rows: Sequence[CrossRow], screen: Screen) -> str:
    """*rows* as bars, as wide as the screen, with their totals, and the stages that no bar names below."""
    if not rows:
        return paint(NO_TRACKS, DIM, screen.depth)
    most = max(row.total for row in rows)
    digits = len(f"{most:,}")
    # The colours of the groups would look like parts of the bars.
    plain = screen._replace(depth=Depth.NONE)
    beside = digits + 2 * len(_GAP)
    names = row_names([row.group for row in rows], plain, _MIN_BAR_WIDTH + beside)
    room = max(screen.bar_width(width(names[0]) + beside), 1)
    parts = [_parts(row, max(round(room * row.total / most), 1), room) for row in rows]
    letters = _stage_letters(table.stages)
    bars = [pad(_bar(table.stages, letters, lengths, screen), room) for lengths in parts]
    totals = [paint(f"{row.total:>{digits},}", BOLD, screen.depth) for row in rows]
    lines = map(_GAP.join, zip(names, bars, totals, strict=True))
    legend = _legend(_unnamed(table.stages, letters, parts), letters, screen)
    foot = [pluralise(table.total, "track"), *overlap_note(table, screen)]
    return "\n".join([*lines, "", *([*legend, ""] if legend else []), *foot])


def _parts(row: CrossRow, length: int, room: int) -> tuple[int, ...]:
    """The columns of each stage in a bar of *length*, or of more if that is too short for all stages."""
    return apportioned(row.counts, max(length, min(sum(map(bool, row.counts)), room)))


def _stage_letters(stages: Sequence[Group]) -> dict[str, str]:
    """The letter of each stage by its id; `?` for tracks without a stage."""
    known = [stage for stage in stages if stage.id]
    letters = initials([stage.name for stage in known])
    return {"": _NO_STAGE_LETTER, **{stage.id: letter for stage, letter in zip(known, letters, strict=True)}}


def _bar(stages: Sequence[Group], letters: Mapping[str, str], parts: Sequence[int], screen: Screen) -> str:
    """The parts side by side, each beginning with the name of its stage, or with its letter if it is too short."""
    texts = [
        _part(clean(stage.name) if _fits(stage, length) else letters[stage.id], length, screen)
        for stage, length in zip(stages, parts, strict=True)
    ]
    looks = [Look(background=stage.colour) for stage in stages]
    return "".join(paint(text, look, screen.depth) for text, look in zip(texts, looks, strict=True))


def _fits(stage: Group, length: int) -> bool:
    """Whether a part of *length* has room for the name of *stage* and what parts it from others."""
    return width(clean(stage.name)) + 2 * BADGE_MARGIN <= length


def _part(text: str, length: int, screen: Screen) -> str:
    """*text* in *length* columns: with blanks at both sides, or followed by a line if there are no colours."""
    if not length:
        return ""
    if screen.depth is Depth.NONE:
        return text + _FILL * (length - width(text))
    return pad(" " * (length > width(text)) + text, length)


def _unnamed(
    stages: Sequence[Group], letters: Mapping[str, str], bars: Sequence[Sequence[int]]
) -> list[Group]:
    """The stages that some bar has and that no bar names, and those whose letter does not begin their name."""
    unnamed = []
    for number, stage in enumerate(stages):
        lengths = [parts[number] for parts in bars if parts[number]]
        is_initial = clean(stage.name).casefold().startswith(letters[stage.id].casefold())
        named = [_fits(stage, length) for length in lengths]
        if lengths and not (all(named) or (any(named) and is_initial)):
            unnamed.append(stage)
    return unnamed


def _legend(stages: Sequence[Group], letters: Mapping[str, str], screen: Screen) -> list[str]:
    """Lines that name the stage of each letter, as many per line as fit."""
    lines: list[str] = []
    sides, gap = (0, _GAP) if screen.depth is Depth.NONE else (2, " ")
    for stage in stages:
        text = f"{letters[stage.id]} {clean(stage.name)}"
        name = colour_badge(shorten(text, max(screen.columns - sides, 1)), stage.colour, screen.depth)
        fits = lines and width(lines[-1]) + len(gap) + width(name) <= screen.columns
        lines[-1:] = [lines[-1] + gap + name] if fits else [*lines[-1:], name]
    return lines
