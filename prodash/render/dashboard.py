"""Dashboard: breakdown, what is due and what needs attention, on one screen."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from prodash.model.agenda import PRESSING
from prodash.model.breakdown import StageCount
from prodash.model.catalogue import Catalogue
from prodash.model.dashboard import Dashboard
from prodash.render.attention import attention_lines
from prodash.render.breakdown import bars, totals
from prodash.render.due import NOTHING_PRESSES, due_lines, when_words
from prodash.render.screen import Screen
from prodash.render.style import BOLD, DIM, paint
from prodash.render.width import pad, shorten, wrap
from prodash.render.words import count

LINES = 21
"""The most that a picture has, so that with a remark and the prompt it fits a terminal of 24."""

_WIDE = 110
_GAP = "    "
_LEAST, _MOST = 50, 90
_BESIDE = 10
_FEW = 4
_FIRST = "No tracks yet. This adds the first one: prodash add 'Midnight Drive'"


def dashboard_picture(catalogue: Catalogue, found: Dashboard, screen: Screen) -> str:
    """The dashboard in at most LINES; from _WIDE columns on what is due stands beside the breakdown."""
    below = _attention(found, screen)
    if found.is_new:
        return _joined(_new(found, screen, LINES - len(below) - 1), below)
    foot = totals(found.breakdown, screen)
    room = LINES - len(below) - len(foot) - 2
    if screen.columns >= _WIDE:
        left = min(max(screen.columns * 2 // 5, _LEAST), _MOST)
        stages = _bars(found.breakdown.counts, replace(screen, width=left), room)
        right = replace(screen, width=screen.columns - left - len(_GAP))
        due = _due(catalogue, found, right, min(room, max(len(stages), _BESIDE)))
        return _joined(_beside(stages, due, left), foot, below)
    room -= 1
    stages = _bars(found.breakdown.counts, screen, room - min(1 + len(found.agenda.of(*PRESSING)), _FEW))
    return _joined(stages, foot, _due(catalogue, found, screen, room - len(stages)), below)


def _joined(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _beside(left: Sequence[str], right: Sequence[str], columns: int) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{pad(one, columns)}{_GAP}{other}".rstrip() for one, other in pairs]


def _bars(counts: Sequence[StageCount], screen: Screen, room: int) -> list[str]:
    """A bar for each stage, or for as many of the fullest as there is room for, in stage order."""
    if len(counts) <= room:
        return bars(counts, screen)
    fullest = sorted(counts, key=lambda one: -one.tracks)[: max(room - 1, 0)]
    shown = [one for one in counts if one in fullest]
    more = _more(f"+{count(len(counts) - len(shown), 'more stage')}", "prodash breakdown", screen)
    return [*bars(shown, screen), more]


def _new(found: Dashboard, screen: Screen, room: int) -> list[str]:
    first = wrap(_FIRST, screen)
    return [*_bars(found.breakdown.counts, screen, room - len(first) - 1), "", *first]


def _due(catalogue: Catalogue, found: Dashboard, screen: Screen, room: int) -> list[str]:
    """What is past due or due within 7 days, in so many lines."""
    entries = found.agenda.of(*PRESSING)
    if not entries:
        return wrap(NOTHING_PRESSES, screen)
    shown = entries if len(entries) < room else entries[: max(room - 2, 0)]
    lines = due_lines(catalogue, shown, found.today, screen) if shown else []
    left_out = len(entries) - len(shown)
    more = [_more(f"+{left_out:,} more", "prodash due", screen)] if left_out else []
    return [_heading("Due", _when_words(found), screen), *lines, *more]


def _when_words(found: Dashboard) -> str:
    numbers = {when: len(found.agenda.of(when)) for when in PRESSING}
    return ", ".join(f"{number:,} {when_words(when)}" for when, number in numbers.items() if number)


def _attention(found: Dashboard, screen: Screen) -> list[str]:
    if found.attention:
        return [_heading("Attention", "", screen), *attention_lines(found.attention, screen)]
    return [] if found.is_new else wrap("Nothing needs attention.", screen)


def _heading(text: str, about: str, screen: Screen) -> str:
    shown = shorten(about, max(screen.columns - len(text) - 2, 1))
    return f"{paint(text, BOLD, screen.depth)}  {paint(shown, DIM, screen.depth)}".rstrip()


def _more(text: str, command: str, screen: Screen) -> str:
    return paint(shorten(f"  {text}: {command}", screen.columns), DIM, screen.depth)
