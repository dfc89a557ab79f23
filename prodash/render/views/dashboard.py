"""Dashboard: breakdown, what is due and what needs attention, on one screen."""

from collections.abc import Sequence
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DUE_SOON
from prodash.model.views.breakdown import StageCount
from prodash.model.views.dashboard import Dashboard
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import count
from prodash.render.views.attention import attention_lines
from prodash.render.views.breakdown import bars, totals
from prodash.render.views.due import NOTHING_PRESSES, due_lines, when_words

LINES = 21
"""The most that a picture has, so that with a remark and the prompt it fits a terminal of 24."""

_WIDE = 110
_GAP = "    "
_LEAST, _MOST = 50, 90
_FEW = 4
_BLANKS = 3
_FIRST = "No tracks yet. This adds the first one:"


def dashboard_picture(catalogue: Catalogue, found: Dashboard, screen: Screen, program: str) -> str:
    """The dashboard in at most LINES; from _WIDE columns on what is due stands beside the breakdown.

    The commands that it names begin with *program*.
    """
    foot = [] if found.is_new else totals(found.breakdown, screen)
    below = _attention(found, screen, program, LINES - len(foot) - _BLANKS - _FEW)
    if found.is_new:
        return _joined(_new(found, screen, program, LINES - len(below) - 1), below)
    # On the narrowest screens, where all of them do not fit, there are bars too.
    room = max(LINES - len(below) - len(foot) - _BLANKS, _FEW)
    counts, pressing = found.breakdown.counts, len(found.agenda.of(*DUE_SOON))
    if screen.columns >= _WIDE:
        left = min(max(screen.columns * 2 // 5, _LEAST), _MOST)
        right = screen._replace(width=screen.columns - left - len(_GAP))
        stages = _bars(counts, screen._replace(width=left), program, room + 1)
        due = _due(catalogue, found, right, program, room + 1)
        return _joined(_beside(stages, due, left), foot, below)
    stages = _bars(counts, screen, program, room - min(1 + pressing, _FEW, room // 2))
    return _joined(stages, foot, _due(catalogue, found, screen, program, room - len(stages)), below)


def _joined(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _beside(left: Sequence[str], right: Sequence[str], columns: int) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{pad(one, columns)}{_GAP}{other}".rstrip() for one, other in pairs]


def _bars(counts: Sequence[StageCount], screen: Screen, program: str, room: int) -> list[str]:
    """A bar for each stage, or for as many of the fullest as there is room for, in stage order."""
    if len(counts) <= room:
        return bars(counts, screen)
    fullest = sorted(range(len(counts)), key=lambda number: -counts[number].tracks)[: max(room - 1, 0)]
    shown = [counts[number] for number in sorted(fullest)]
    more = _more(f"+{count(len(counts) - len(shown), 'more stage')}", f"{program} breakdown", screen)
    return [*bars(shown, screen), more]


def _new(found: Dashboard, screen: Screen, program: str, room: int) -> list[str]:
    first = wrap(clean(f"{_FIRST} {program} add 'Midnight Drive'"), screen)
    return [*_bars(found.breakdown.counts, screen, program, room - len(first) - 1), "", *first]


def _due(catalogue: Catalogue, found: Dashboard, screen: Screen, program: str, room: int) -> list[str]:
    """What is past due or due within 7 days, in so many lines."""
    entries = found.agenda.of(*DUE_SOON)
    if not entries:
        return wrap(NOTHING_PRESSES, screen)
    shown = entries if len(entries) < room else entries[: max(room - 2, 0)]
    lines = due_lines(catalogue, shown, found.today, screen) if shown else []
    left_out = len(entries) - len(shown)
    more = [_more(f"+{left_out:,} more", f"{program} due", screen)] if left_out else []
    return [_heading("Due", _when_words(found), screen), *lines, *more]


def _when_words(found: Dashboard) -> str:
    numbers = {when: len(found.agenda.of(when)) for when in DUE_SOON}
    return ", ".join(f"{number:,} {when_words(when)}" for when, number in numbers.items() if number)


def _attention(found: Dashboard, screen: Screen, program: str, room: int) -> list[str]:
    if found.attention:
        lines = attention_lines(found.attention, screen, program, room - 1)
        return [_heading("Attention", "", screen), *lines]
    return [] if found.is_new else wrap("Nothing needs attention.", screen)


def _heading(text: str, about: str, screen: Screen) -> str:
    shown = shorten(about, max(screen.columns - len(text) - 2, 1))
    return f"{paint(text, BOLD, screen.depth)}  {paint(shown, DIM, screen.depth)}".rstrip()


def _more(text: str, command: str, screen: Screen) -> str:
    """How many more there are, with the command that has them where that has room whole."""
    told, named = f"  {text}", f"  {text}: {clean(command)}"
    shown = named if width(named) <= screen.columns else shorten(told, screen.columns)
    return paint(shown, DIM, screen.depth)
