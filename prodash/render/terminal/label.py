"""Label: the name of a stage, workflow or project, with its emoji if the screen shows emoji."""

from typing import Protocol

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean, width

_MAX_EMOJI_WIDTH = 4
"""In columns: two emoji, or four letters."""


class Labelled(Protocol):
    """An object with a name and perhaps an emoji."""

    @property
    def name(self) -> str:
        """The name that people read."""
        ...

    @property
    def emoji(self) -> str:
        """An emoji or another short text, or an empty text."""
        ...


def label(entry: Labelled, screen: Screen) -> str:
    """Emoji and name of *entry* on one line; the name alone if `visible_emoji` is empty."""
    return f"{visible_emoji(entry, screen)} {clean(entry.name)}".strip()


def visible_emoji(entry: Labelled, screen: Screen) -> str:
    """The emoji of *entry*; an empty text if *screen* has no emoji or the emoji is too wide."""
    emoji = clean(entry.emoji)
    return emoji if screen.emoji and width(emoji) <= _MAX_EMOJI_WIDTH else ""
