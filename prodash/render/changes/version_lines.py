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
    """The names with ids and days beside them; on a narrow screen without ids, or with the days below, which are never cut."""
    longest = max(len(version.word) for version in versions)
    names = [f"{version.word:{longest}} {version.name}" for version in versions]
    days = [version.day for version in versions]
    with_ids = [f"{version.id}{_GAP}{version.day}" for version in versions]
    whole = _widest(names)
    for beside in (with_ids, days):
        room = whole if screen.width is None else min(whole, screen.width - len(_GAP) - _widest(beside))
        if room == whole or (beside is days and room >= _LEAST_NAME):
            return [
                f"{pad(_bold(name, room, screen), room)}{_GAP}{paint(text, DIM, screen.depth)}"
                for name, text in zip(names, beside, strict=True)
            ]
    return [
        line
        for name, day in zip(names, days, strict=True)
        for line in (_bold(name, screen.columns, screen), paint(day, DIM, screen.depth))
    ]


def _bold(name: str, room: int, screen: Screen) -> str:
    return paint(shorten(name, room), BOLD, screen.depth)


def _widest(texts: Sequence[str]) -> int:
    return max(map(width, texts))
