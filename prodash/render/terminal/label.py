"""Label: what people call a stage, workflow or project, with its emoji where the screen has such."""

from typing import Protocol

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean, width

_WIDEST = 4
"""Two emoji, or as many letters."""


class Labelled(Protocol):
    """Anything with a name and perhaps an emoji."""

    @property
    def name(self) -> str:
        """What people read."""
        ...

    @property
    def emoji(self) -> str:
        """A sign that goes with it, or nothing."""
        ...


def label(thing: Labelled, screen: Screen) -> str:
    """Emoji and name on one line, or the name alone, also where a text as an emoji would leave it no room."""
    emoji = clean(thing.emoji)
    shown = screen.emoji and width(emoji) <= _WIDEST
    return f"{emoji} {clean(thing.name)}".strip() if shown else clean(thing.name)
