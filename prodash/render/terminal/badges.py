"""Badges: stages, workflows and projects as badges, with the emoji beside the badge."""

from collections.abc import Callable, Iterable
from typing import Protocol

from prodash.render.terminal.label import Labelled, visible_emoji
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, colour_badge
from prodash.render.terminal.width import clean, pad, shorten, width

Show = Callable[["Entry"], str]


class Entry(Labelled, Protocol):
    """An entry with a name, an emoji and a colour."""

    @property
    def colour(self) -> str:
        """The background of its badge, as `#rrggbb`."""
        ...


def entry_badge(entry: Entry, screen: Screen, room: int | None = None) -> str:
    """The emoji and the badge of *entry*, in *room* columns at most."""
    return badge_column([entry], screen, room)(entry)


def badge_column(entries: Iterable[Entry], screen: Screen, room: int | None = None) -> Show:
    """A function that gives the emoji and the badge of one of *entries*, for badges one below the other.

    All are equally wide: names are padded to the longest, and shortened if it takes more than *room* columns.
    """
    listed = list(entries)
    emoji_width = max((width(visible_emoji(entry, screen)) for entry in listed), default=0)
    around = emoji_width + bool(emoji_width) + (0 if screen.depth is Depth.NONE else 2 * BADGE_MARGIN)
    longest = max((width(clean(entry.name)) for entry in listed), default=0)
    if room is not None:
        longest = min(longest, max(room - around, 1))

    def show(entry: Entry) -> str:
        emoji = pad(visible_emoji(entry, screen), emoji_width) + " " if emoji_width else ""
        name = pad(shorten(clean(entry.name), longest), longest)
        return emoji + colour_badge(name, entry.colour, screen.depth)

    return show
