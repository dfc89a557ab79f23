"""Headings: the names of groups as badges, with the number of their tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from prodash.model.views.grouping import Group
from prodash.render.sheets.projects import tree_prefix
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import shorten, width
from prodash.render.terminal.words import pluralise

_GAP = "  "
_LEAST_NAME, _WIDE_NAME = 8, 24
_MAX_SHARE = 0.4


def headings(groups: Sequence[tuple[Group, int]], screen: Screen) -> Iterator[list[str]]:
    """The lines above each of *groups*, of which so many tracks are shown."""
    named = [replace(group, name=tree_prefix(group.depth) + group.name) for group, _ in groups]
    counts = _count_texts(groups)
    longest = max(map(width, counts), default=0)
    badge_of = badge_column(named, screen, _name_room(screen, longest))
    for group, count in zip(named, counts, strict=True):
        name = badge_of(group)
        fitting = count if screen.width is None else shorten(count, screen.width - width(name) - len(_GAP))
        yield [f"{name}{_GAP}{paint(fitting, DIM, screen.depth)}".rstrip()]


def _name_room(screen: Screen, beside: int) -> int | None:
    """The columns for the names: a part of the screen, less if that leaves no room for *beside* columns."""
    if screen.width is None:
        return None
    longest = max(_WIDE_NAME, int(screen.width * _MAX_SHARE))
    return max(min(longest, screen.width - len(_GAP) - beside), _LEAST_NAME)


def _count_texts(groups: Sequence[tuple[Group, int]]) -> list[str]:
    """How many tracks each has, with the numbers in line; and how many of them are shown, unless all are."""
    digits = max((len(f"{len(group.tracks):,}") for group, _ in groups), default=0)
    texts = [pluralise(len(group.tracks), "track") for group, _ in groups]
    aligned = [" " * (digits - len(text.split()[0])) + text for text in texts]
    return [
        text if shown == len(group.tracks) else f"{text}, {shown:,} shown"
        for text, (group, shown) in zip(aligned, groups, strict=True)
    ]
