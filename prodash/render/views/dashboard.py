"""Dashboard: the breakdown, what is due and what needs attention, on one screen."""

from collections.abc import Sequence
from itertools import zip_longest

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DUE_SOON, DueGroup
from prodash.model.views.breakdown import StageCount
from prodash.model.views.dashboard import Dashboard
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import pluralise
from prodash.render.views.attention import attention_lines
from prodash.render.views.breakdown import bar_lines, total_lines
from prodash.render.views.due import NOTHING_DUE, due_lines, unknown_words, when_words

MAX_LINES = 21
"""The most lines of the dashboard: with a remark and the prompt it fits a terminal of 24 lines."""

_WIDE_SCREEN = 110
_GAP = "    "
_MIN_LEFT_WIDTH, _MAX_LEFT_WIDTH = 50, 90
_MIN_BLOCK_LINES = 4
_BLANK_LINES = 3
_FIRST_TRACK = "No tracks yet. Add the first one:"


def dashboard_picture(catalogue: Catalogue, dashboard: Dashboard, screen: Screen, program: str) -> str:
    """The dashboard in at most MAX_LINES lines, with the due tracks to the right of the breakdown if the screen is wide.

    The commands that it offers begin with *program*.
    """
    foot = [] if dashboard.is_new else total_lines(dashboard.breakdown, screen)
    below = _attention_block(
        dashboard, screen, program, MAX_LINES - len(foot) - _BLANK_LINES - _MIN_BLOCK_LINES
    )
    if dashboard.is_new:
        return _join_blocks(
            _new_catalogue_block(dashboard, screen, program, MAX_LINES - len(below) - 1), below
        )
    # Some bars are shown even on the narrowest screens.
    room = max(MAX_LINES - len(below) - len(foot) - _BLANK_LINES, _MIN_BLOCK_LINES)
    counts, due_soon = dashboard.breakdown.counts, len(dashboard.agenda.of(*DUE_SOON))
    if screen.columns >= _WIDE_SCREEN:
        left = min(max(screen.columns * 2 // 5, _MIN_LEFT_WIDTH), _MAX_LEFT_WIDTH)
        right = screen._replace(width=screen.columns - left - len(_GAP))
        stages = _bars_block(counts, screen._replace(width=left), program, room + 1)
        due = _due_block(catalogue, dashboard, right, program, room + 1)
        return _join_blocks(_side_by_side(stages, due, left), foot, below)
    stages = _bars_block(counts, screen, program, room - min(1 + due_soon, _MIN_BLOCK_LINES, room // 2))
    return _join_blocks(
        stages, foot, _due_block(catalogue, dashboard, screen, program, room - len(stages)), below
    )


def _join_blocks(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _side_by_side(left: Sequence[str], right: Sequence[str], columns: int) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{pad(one, columns)}{_GAP}{other}".rstrip() for one, other in pairs]


def _bars_block(counts: Sequence[StageCount], screen: Screen, program: str, room: int) -> list[str]:
    """A bar for each stage, or for the fullest ones if *room* has too few lines, in the order of the stages."""
    if len(counts) <= room:
        return bar_lines(counts, screen)
    fullest = sorted(range(len(counts)), key=lambda number: -counts[number].tracks)[: max(room - 1, 0)]
    shown = [counts[number] for number in sorted(fullest)]
    more = _more_line(f"+{pluralise(len(counts) - len(shown), 'more stage')}", f"{program} breakdown", screen)
    return [*bar_lines(shown, screen), more]


def _new_catalogue_block(dashboard: Dashboard, screen: Screen, program: str, room: int) -> list[str]:
    command = f"{program} {shell.join(['add', 'Midnight Drive'])}"
    first = wrap(clean(f"{_FIRST_TRACK} {command}"), screen)
    return [*_bars_block(dashboard.breakdown.counts, screen, program, room - len(first) - 1), "", *first]


def _due_block(
    catalogue: Catalogue, dashboard: Dashboard, screen: Screen, program: str, room: int
) -> list[str]:
    """The tracks that are past due or due within 7 days, in at most *room* lines."""
    items = dashboard.agenda.of(*DUE_SOON)
    if not items:
        return wrap(unknown_words(dashboard.agenda) or NOTHING_DUE, screen)
    shown = items if len(items) < room else items[: max(room - 2, 0)]
    lines = due_lines(catalogue, shown, dashboard.today, screen, is_short=True) if shown else []
    left_out = len(items) - len(shown)
    more = [_more_line(f"+{left_out:,} more", f"{program} due", screen)] if left_out else []
    return [_heading("Due", _when_words(dashboard), screen), *lines, *more]


def _when_words(dashboard: Dashboard) -> str:
    numbers = {when_words(when): len(dashboard.agenda.of(when)) for when in DUE_SOON}
    numbers["with an unknown date"] = len(dashboard.agenda.of(DueGroup.UNKNOWN))
    return ", ".join(f"{number:,} {words}" for words, number in numbers.items() if number)


def _attention_block(dashboard: Dashboard, screen: Screen, program: str, room: int) -> list[str]:
    if dashboard.attention:
        lines = attention_lines(dashboard.attention, screen, program, room - 1)
        return [_heading("Attention", "", screen), *lines]
    return [] if dashboard.is_new else wrap("Nothing needs attention.", screen)


def _heading(text: str, about: str, screen: Screen) -> str:
    shown = shorten(about, max(screen.columns - len(text) - 2, 1))
    return f"{paint(text, BOLD, screen.depth)}  {paint(shown, DIM, screen.depth)}".rstrip()


def _more_line(text: str, command: str, screen: Screen) -> str:
    """*text*, followed by the *command* that shows the rest if it fits."""
    without_command, with_command = f"  {text}", f"  {text}: {clean(command)}"
    shown = (
        with_command if width(with_command) <= screen.columns else shorten(without_command, screen.columns)
    )
    return paint(shown, DIM, screen.depth)
