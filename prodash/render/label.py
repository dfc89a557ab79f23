"""Label: what people call a stage, workflow or project, with its emoji where the screen has such."""

from typing import Protocol

from prodash.render.screen import Screen
from prodash.render.width import clean


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
    """Emoji and name on one line, or the name alone."""
    return clean(f"{thing.emoji} {thing.name}".strip() if screen.emoji else thing.name)
