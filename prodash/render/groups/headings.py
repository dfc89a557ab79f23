"""Headings: the names of groups as badges, with the number of their tracks and what fields come to in them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.sums.sums import Sum
from prodash.model.views.grouping import Group
from prodash.render.cross.names import named_in_tree
from prodash.render.groups.sum_lines import NOTHING, aligned_sum, label_of, labelled_sums
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import pad, shorten, width
from prodash.render.terminal.words import pluralise

_GAP = "  "
_LEAST_NAME, _WIDE_NAME = 8, 24
_MAX_SHARE = 0.4
_OF_THEM = ", "


class Headed(NamedTuple):
    """A group, how many of its tracks are shown, and what fields come to in all of them."""

    group: Group
    shown: int
    sums: Sequence[Sum] = ()


def headings(groups: Sequence[Headed], screen: Screen) -> Iterator[list[str]]:
    """The lines above each of *groups*: one, or more if their sums do not fit beside the number of tracks."""
    counts = _count_texts(groups)
    longest = max(map(width, counts))
    sums = _sum_cells(groups, screen)
    taken = longest + sum(len(_GAP) + width(cell) for cell in sums[0])
    are_beside = screen.width is None or screen.width - len(_GAP) - taken >= _name_width(groups, screen)
    badges = _badges(groups, taken if are_beside else longest, screen)
    if are_beside:
        for badge, count, cells in zip(badges, counts, sums, strict=True):
            yield [_GAP.join([badge, pad(paint(count, DIM, screen.depth), longest), *cells]).rstrip()]
        return
    below = screen._replace(width=max(screen.columns - len(_GAP), 1))
    for badge, count, headed in zip(badges, counts, groups, strict=True):
        room = screen.columns - width(badge) - len(_GAP)
        fitting = count if width(count) <= room else count.rpartition(_OF_THEM)[0] or count
        yield [
            badge + _GAP + paint(shorten(fitting, room), DIM, screen.depth),
            *(_GAP + text for text in labelled_sums(headed.sums, below, DIM)),
        ]


def _name_width(groups: Sequence[Headed], screen: Screen) -> int:
    """The columns that the badges of *groups* need if long names are cut."""
    return min(max(map(width, _badges(groups, 0, screen._replace(width=None)))), _WIDE_NAME)


def _badges(groups: Sequence[Headed], beside: int, screen: Screen) -> list[str]:
    """The badge of each group, all as wide as the longest; cut if there is no room for it and *beside* columns."""
    named = named_in_tree(one.group for one in groups)
    return list(map(badge_column(named, screen, _name_room(screen, beside)), named))


def _name_room(screen: Screen, beside: int) -> int | None:
    """The columns for the names: a part of the screen, less if that leaves no room for *beside* columns."""
    if screen.width is None:
        return None
    longest = max(_WIDE_NAME, int(screen.width * _MAX_SHARE))
    return max(min(longest, screen.width - len(_GAP) - beside), _LEAST_NAME)


def _count_texts(groups: Sequence[Headed]) -> list[str]:
    """How many tracks each group has, aligned, and how many of them are shown, unless all are."""
    numbers = [len(one.group.tracks) for one in groups]
    digits = len(f"{max(numbers):,}")
    texts = [pluralise(number, "track") for number in numbers]
    aligned = [" " * (digits - len(text.split()[0])) + text for text in texts]
    return [
        text if one.shown == number else f"{text}{_OF_THEM}{one.shown:,} shown"
        for text, number, one in zip(aligned, numbers, groups, strict=True)
    ]


def _sum_cells(groups: Sequence[Headed], screen: Screen) -> list[list[str]]:
    """The labelled sums of each group, aligned with those of the other groups."""
    rows = [[one.text or NOTHING for one in headed.sums] for headed in groups]
    widths = [max(map(width, texts)) for texts in zip(*rows, strict=True)]
    return [
        [
            paint(label_of(one), DIM, screen.depth) + " " + aligned_sum(text, room, screen)
            for one, text, room in zip(headed.sums, texts, widths, strict=True)
        ]
        for headed, texts in zip(groups, rows, strict=True)
    ]
