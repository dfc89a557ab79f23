"""Headings: the names of groups as badges, with the number of their tracks and what fields come to in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from prodash.model.sums.sums import Sum
from prodash.model.views.grouping import Group
from prodash.render.groups.sum_lines import NOTHING, label_of, sum_text, sum_texts
from prodash.render.sheets.projects import tree_prefix
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import pad, shorten, width
from prodash.render.terminal.words import pluralise

_GAP = "  "
_LEAST_NAME, _WIDE_NAME = 8, 24
_MAX_SHARE = 0.4


class Headed(NamedTuple):
    """A group, how many of its tracks are shown, and what fields come to in all of them."""

    group: Group
    shown: int
    sums: Sequence[Sum] = ()


def headings(groups: Sequence[Headed], screen: Screen) -> Iterator[list[str]]:
    """The lines above each of *groups*: one, or more if their sums do not fit beside the number of tracks."""
    counts = _count_texts(groups)
    longest = max(map(width, counts))
    first = list(_first_lines(groups, counts, longest, screen))
    sums = _sum_cells(groups, screen)
    beside = [
        _GAP.join([pad(line, width(line) + longest - width(count)), *cells])
        for line, count, cells in zip(first, counts, sums, strict=True)
    ]
    if screen.width is None or all(width(line) <= screen.width for line in beside):
        yield from ([line.rstrip()] for line in beside)
        return
    below = screen._replace(width=max(screen.columns - len(_GAP), 1))
    for line, headed in zip(first, groups, strict=True):
        yield [line, *(_GAP + text for text in sum_texts(headed.sums, below))]


def _first_lines(
    groups: Sequence[Headed], counts: Sequence[str], longest: int, screen: Screen
) -> Iterator[str]:
    """The badge of each group, with its number of tracks; the badges leave room for the *longest* of these."""
    named = [
        replace(one.group, name=tree_prefix(one.group.depth) + one.group.name, tracks=()) for one in groups
    ]
    badge_of = badge_column(named, screen, _name_room(screen, longest))
    for group, count in zip(named, counts, strict=True):
        name = badge_of(group)
        room = None if screen.width is None else screen.width - width(name) - len(_GAP)
        yield name + _GAP + paint(count if room is None else shorten(count, room), DIM, screen.depth)


def _name_room(screen: Screen, beside: int) -> int | None:
    """The columns for the names: a part of the screen, less if that leaves no room for *beside* columns."""
    if screen.width is None:
        return None
    longest = max(_WIDE_NAME, int(screen.width * _MAX_SHARE))
    return max(min(longest, screen.width - len(_GAP) - beside), _LEAST_NAME)


def _count_texts(groups: Sequence[Headed]) -> list[str]:
    """How many tracks each has, with the numbers in line; and how many of them are shown, unless all are."""
    numbers = [len(one.group.tracks) for one in groups]
    digits = len(f"{max(numbers):,}")
    texts = [pluralise(number, "track") for number in numbers]
    aligned = [" " * (digits - len(text.split()[0])) + text for text in texts]
    return [
        text if one.shown == number else f"{text}, {one.shown:,} shown"
        for text, number, one in zip(aligned, numbers, groups, strict=True)
    ]


def _sum_cells(groups: Sequence[Headed], screen: Screen) -> list[list[str]]:
    """The sums of each group with what they are, those of all groups in line."""
    rows = [[one.text or NOTHING for one in headed.sums] for headed in groups]
    widths = [max(map(width, texts)) for texts in zip(*rows, strict=True)]
    return [
        [
            paint(label_of(one), DIM, screen.depth) + " " + sum_text(text, room, screen)
            for one, text, room in zip(headed.sums, texts, widths, strict=True)
        ]
        for headed, texts in zip(groups, rows, strict=True)
    ]
