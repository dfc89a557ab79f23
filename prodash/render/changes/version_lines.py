"""Version lines: which versions of the catalogue are compared, in a line for each."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import pad, shorten, width

_GAP = "  "
_LEAST_NAME = 12


class Version(NamedTuple):
    """A version as the user named it, after a word such as `Since`; its short id, and its day in words."""

    word: str
    name: str
    id: str
    day: str


def version_lines(versions: Sequence[Version], screen: Screen) -> list[str]:
    """The names with ids and days beside them; on a narrow screen the days below, which are never cut."""
    longest = max(len(version.word) for version in versions)
    names = [f"{version.word:{longest}} {version.name}" for version in versions]
    abouts = [f"{version.id}{_GAP}{version.day}" for version in versions]
    if screen.width is None:
        room = max(map(width, names))
    else:
        room = min(max(map(width, names)), screen.width - len(_GAP) - max(map(width, abouts)))
    if room < min(_LEAST_NAME, max(map(width, names))):
        shown = [
            (shorten(name, screen.columns), version.day)
            for name, version in zip(names, versions, strict=True)
        ]
        return [
            line
            for name, day in shown
            for line in (paint(name, BOLD, screen.depth), paint(day, DIM, screen.depth))
        ]
    return [
        f"{pad(paint(shorten(name, room), BOLD, screen.depth), room)}{_GAP}{paint(about, DIM, screen.depth)}"
        for name, about in zip(names, abouts, strict=True)
    ]
