"""Badges of stages, workflows and projects: the emoji stands beside the badge, and a column has one width."""

from typing import NamedTuple

import pytest

from prodash.render.terminal.badges import badge_column, entry_badge
from prodash.render.terminal.screen import Depth, Screen


class Entry(NamedTuple):
    name: str
    emoji: str
    colour: str


SEED, READY, FOG = (
    Entry("Seed", "🌱", "#ffffff"),
    Entry("Ready", "", "#000000"),
    Entry("霧", "🌫", "#ffffff"),
)
ON_WHITE, ON_BLACK = "\x1b[48;2;255;255;255;38;2;0;0;0m", "\x1b[48;2;0;0;0;38;2;255;255;255m"


@pytest.mark.parametrize(
    ("screen", "room", "expected"),
    [
        pytest.param(Screen(), None, ["🌱 Seed ", "   Ready", "🌫  霧   "], id="without colours"),
        pytest.param(
            Screen(depth=Depth.TRUE),
            None,
            [f"🌱 {ON_WHITE} Seed  \x1b[0m", f"   {ON_BLACK} Ready \x1b[0m", f"🌫  {ON_WHITE} 霧    \x1b[0m"],
            id="with colours",
        ),
        pytest.param(Screen(emoji=False), None, ["Seed ", "Ready", "霧   "], id="without emoji"),
        pytest.param(Screen(), 6, ["🌱 Se…", "   Re…", "🌫  霧 "], id="in little room"),
        pytest.param(Screen(), 1, ["🌱 …", "   …", "🌫  …"], id="without room"),
    ],
)
def test_badges_in_a_column_are_equally_wide(screen: Screen, room: int | None, expected: list[str]) -> None:
    show = badge_column([SEED, READY, FOG], screen, room)
    assert [show(entry) for entry in (SEED, READY, FOG)] == expected


def test_a_badge_alone_is_as_wide_as_its_name() -> None:
    assert entry_badge(READY, Screen(depth=Depth.TRUE)) == f"{ON_BLACK} Ready \x1b[0m"
    assert entry_badge(SEED, Screen(), 5) == "🌱 S…"
