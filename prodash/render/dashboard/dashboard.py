"""Dashboard: the catalogue's totals, its stages, what is due and what needs attention, on one screen."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.views.agenda import DUE_SOON, DatedTrack
from prodash.model.views.attention import Attention, Concern
from prodash.model.views.dashboard import Dashboard
from prodash.render.dashboard.head import head_lines
from prodash.render.dashboard.recent import recent_line
from prodash.render.terminal.badges import entry_badge
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, flow, pad, shorten, width, wrap
from prodash.render.terminal.words import pluralise
from prodash.render.views.attention import NEEDS_ATTENTION, NOTHING_NEEDS_ATTENTION, attention_lines
from prodash.render.views.breakdown import bar_lines, bottleneck_words, unplaced_words
from prodash.render.views.due import DUE, NOTHING_DUE_SOON, due_lines, text_indent, unknown_words

MAX_LINES = 20
"""The most lines of the dashboard: with a line about its history, a blank line, a remark and the prompt it takes 24."""

_GAP = "    "
_ARROW = " →"
_WIDE_SCREEN = 110
_MIN_BARS_WIDTH = 60
_MAX_NAME_WIDTH = 24
_MIN_BLOCK_LINES, _MIN_DUE_LINES = 4, 5
_MAX_FOOT_LINES = 3


class _View(NamedTuple):
    """What all parts of the picture need.

    due_soon  the tracks that are overdue or due within 7 days
    program   what the commands that are offered begin with
    """

    catalogue: Catalogue
    dashboard: Dashboard
    due_soon: Sequence[DatedTrack]
    screen: Screen
    program: str


def dashboard_picture(
    catalogue: Catalogue, name: str, dashboard: Dashboard, screen: Screen, program: str
) -> str:
    """The dashboard of the catalogue called *name*, in at most MAX_LINES lines, and one more about its history.

    The commands that it offers begin with *program*.
    """
    view = _View(catalogue, dashboard, dashboard.agenda.of(*DUE_SOON), screen, program)
    head = head_lines(name, dashboard, screen)
    room = MAX_LINES + bool(recent_line(dashboard.recent, screen)) - len(head)
    if dashboard.is_new:
        return _join_blocks(*_new_catalogue_blocks(view, head, room))
    if not (view.due_soon or dashboard.attention or dashboard.agenda.of(Urgency.UNKNOWN)):
        calm = wrap(f"{NOTHING_DUE_SOON.rstrip('.')}, and {NOTHING_NEEDS_ATTENTION}.", screen)
        return _join_blocks([*head, *_stages_block(view, screen, room - len(calm) - 1)], calm)
    # Late tracks are not named twice.
    others = [item for item in dashboard.attention if item.concern is not Concern.OVERDUE]
    blocks, shown = _blocks(view, others, room)
    if shown < len(dashboard.agenda.of(Urgency.OVERDUE)):
        blocks, _ = _blocks(view, dashboard.attention, room)
    return _join_blocks([*head, *blocks[0]], *blocks[1:])


def _new_catalogue_blocks(view: _View, head: Sequence[str], room: int) -> list[list[str]]:
    """The *head* with the stages, how to add the first track, and what needs attention, in *room* lines below it."""
    below = [_first_track_block(view), _attention_block(view, view.dashboard.attention, room // 2)]
    path = _path_block(view, room - sum(len(block) + 1 for block in below))
    return [[*head, *path], *below]


def _join_blocks(*blocks: Sequence[str]) -> str:
    texts = ["\n".join(block).rstrip("\n") for block in blocks]
    return "\n\n".join(text for text in texts if text)


def _blocks(view: _View, attention: Sequence[Attention], room: int) -> tuple[list[list[str]], int]:
    """The stages, what is due and what needs attention in *room* lines, and how many due tracks are shown.

    What is due is to the right of the stages if both fit whole there.
    """
    below = _attention_block(view, attention, room - 2 * _MIN_BLOCK_LINES)
    # Some bars are shown even on the narrowest screens.
    room = max(room - len(below) - 1, _MIN_BLOCK_LINES)
    shown = _shown(view, room)
    is_wide = view.due_soon and view.screen.columns >= _WIDE_SCREEN
    right = _due_block(view, shown, view.screen._replace(width=None)) if is_wide else []
    left_width = view.screen.columns - max(map(width, right), default=0) - len(_GAP)
    if right and left_width >= _MIN_BARS_WIDTH:
        stages = _stages_block(view, view.screen._replace(width=left_width), room)
        return [_side_by_side(stages, right, left_width), below], len(shown)
    least = min(1 + len(view.due_soon), _MIN_DUE_LINES, room // 2)
    stages = _stages_block(view, view.screen, room - least - 1)
    shown = _shown(view, room - len(stages) - 1)
    return [stages, _due_block(view, shown, view.screen), below], len(shown)


def _side_by_side(left: Sequence[str], right: Sequence[str], columns: int) -> list[str]:
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{pad(one, columns)}{_GAP}{other}".rstrip() for one, other in pairs]


def _stages_block(view: _View, screen: Screen, room: int) -> list[str]:
    """A bar for each stage, or for the fullest ones if *room* has too few lines, in the order of the stages."""
    counts, breakdown = view.dashboard.breakdown.counts, view.dashboard.breakdown
    longest = None if screen.width is None else _MAX_NAME_WIDTH
    below = [unplaced_words(breakdown), bottleneck_words(breakdown, longest)]
    foot = [line for text in below for line in wrap(text, screen)]
    foot = foot if len(foot) <= _MAX_FOOT_LINES else []
    foot += recent_line(view.dashboard.recent, screen)
    room -= len(foot)
    if len(counts) <= room:
        return [*bar_lines(counts, screen), *foot]
    fullest = sorted(range(len(counts)), key=lambda number: -counts[number].tracks)[: max(room - 1, 0)]
    shown = [counts[number] for number in sorted(fullest)]
    more = _more_line(view, f"+{pluralise(len(counts) - len(shown), 'more stage')}", "breakdown")
    return [*bar_lines(shown, screen), more, *foot]


def _path_block(view: _View, room: int) -> list[str]:
    """The stages in their order with arrows between them, in at most *room* lines."""
    stages, screen = [counted.stage for counted in view.dashboard.breakdown.counts], view.screen
    badges = [entry_badge(stage, screen, screen.columns - len(_ARROW)) for stage in stages]
    steps = [badge + _ARROW for badge in badges[:-1]] + badges[-1:]
    lines = flow(steps, " ", screen)
    if len(lines) <= room:
        return lines
    lines = lines[: max(room - 1, 0)]
    left_out = len(stages) - sum(line.count(_ARROW) for line in lines)
    return [*lines, _more_line(view, f"+{pluralise(left_out, 'more stage')}", "stages")]


def _first_track_block(view: _View) -> list[str]:
    words = "No tracks yet. Add the first one:"
    command = clean(f"{view.program} {shell.join(['add', 'Midnight Drive'])}")
    if view.screen.width is None or width(f"{words} {command}") <= view.screen.width:
        return [f"{words} {command}"]
    return [*wrap(words, view.screen), *wrap(command, view.screen, text_indent(view.screen))]


def _shown(view: _View, room: int) -> Sequence[DatedTrack]:
    """The tracks that are due soon, or the first of them if *room* lines are too few."""
    items = view.due_soon
    return items if len(items) < room else items[: max(room - 2, 0)]


def _due_block(view: _View, shown: Sequence[DatedTrack], screen: Screen) -> list[str]:
    agenda, left_out = view.dashboard.agenda, len(view.due_soon) - len(shown)
    if not view.due_soon:
        return wrap(unknown_words(agenda) or NOTHING_DUE_SOON, screen)
    lines = due_lines(view.catalogue, shown, view.dashboard.today, screen, is_short=True) if shown else []
    unknown = len(agenda.of(Urgency.UNKNOWN))
    heading = _heading(DUE, f"{unknown:,} with an unknown date" if unknown else "", screen)
    return [heading, *lines, *([_more_line(view, f"+{left_out:,} more", "due")] if left_out else [])]


def _attention_block(view: _View, attention: Sequence[Attention], room: int) -> list[str]:
    if attention:
        lines = attention_lines(attention, view.screen, view.program, room - 1)
        return [_heading(NEEDS_ATTENTION, "", view.screen), *lines]
    return [] if view.dashboard.is_new else wrap("Nothing else needs attention.", view.screen)


def _heading(text: str, about: str, screen: Screen) -> str:
    shown = shorten(about, max(screen.columns - len(text) - 2, 1))
    return f"{paint(text, BOLD, screen.depth)}  {paint(shown, DIM, screen.depth)}".rstrip()


def _more_line(view: _View, text: str, command: str) -> str:
    """*text*, followed by the *command* that shows the rest if it fits."""
    screen, start = view.screen, f"{text_indent(view.screen)}{text}"
    whole = f" {clean(view.program)} {command}"
    if width(f"{start}:{whole}") > screen.columns:
        return paint(shorten(start, screen.columns), DIM, screen.depth)
    return paint(f"{start}:", DIM, screen.depth) + whole
