"""Looks become the codes that a terminal knows, and text without colours carries none."""

import pytest

from prodash.model.catalogue.colour import PALETTE
from prodash.render.terminal.ansi16 import nearest_ansi16
from prodash.render.terminal.contrast import BLACK, WHITE, rgb
from prodash.render.terminal.screen import Depth, colour_depth
from prodash.render.terminal.style import BOLD, PLAIN, Look, paint

PAINTED = {
    "no colours": (Depth.NONE, Look(background="#9333ea"), "Mixing"),
    "plain": (Depth.TRUE, PLAIN, "Mixing"),
    "bold": (Depth.ANSI_16, BOLD, "\x1b[1mMixing\x1b[0m"),
    "ink, 24 bit": (Depth.TRUE, Look(foreground="#9333ea"), "\x1b[38;2;147;51;234mMixing\x1b[0m"),
    "ink, 256": (Depth.ANSI_256, Look(foreground="#9333ea"), "\x1b[38;5;98mMixing\x1b[0m"),
    "ink, 16": (Depth.ANSI_16, Look(foreground="#9333ea"), "\x1b[35mMixing\x1b[0m"),
    "bright ink, 16": (Depth.ANSI_16, Look(foreground="#64748b"), "\x1b[90mMixing\x1b[0m"),
    "paper, 24 bit": (
        Depth.TRUE,
        Look(background="#9333ea"),
        "\x1b[48;2;147;51;234;38;2;255;255;255mMixing\x1b[0m",
    ),
    "paper, 256": (Depth.ANSI_256, Look(background="#e3c322"), "\x1b[48;5;184;38;5;16mMixing\x1b[0m"),
    "paper, 16": (Depth.ANSI_16, Look(background="#9333ea"), "\x1b[45;97mMixing\x1b[0m"),
}


@pytest.mark.parametrize(("depth", "look", "painted"), PAINTED.values(), ids=PAINTED)
def test_text_is_painted_with_what_the_terminal_can(depth: Depth, look: Look, painted: str) -> None:
    assert paint("Mixing", look, depth) == painted


SIXTEEN = {
    "slate grey": 8,
    "blue": 12,
    "orange": 3,
    "purple": 5,
    "green": 2,
    "dark green": 2,
    "dark slate": 8,
    "red": 1,
    "yellow": 11,
    "teal": 6,
    "pink": 5,
    "grey": 8,
}


@pytest.mark.parametrize(("name", "number"), SIXTEEN.items(), ids=SIXTEEN)
def test_sixteen_colours_keep_the_hue(name: str, number: int) -> None:
    assert nearest_ansi16(rgb(PALETTE[name])) == number


def test_black_and_white_stay_themselves() -> None:
    assert (nearest_ansi16(BLACK), nearest_ansi16(WHITE)) == (0, 15)


DEPTHS = {
    "terminal": ({"TERM": "xterm"}, "auto", True, Depth.ANSI_16),
    "256 colours": ({"TERM": "xterm-256color"}, "auto", True, Depth.ANSI_256),
    "24 bit": ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "auto", True, Depth.TRUE),
    "Windows Terminal": ({"WT_SESSION": "1"}, "auto", True, Depth.TRUE),
    "direct": ({"TERM": "xterm-direct"}, "auto", True, Depth.TRUE),
    "dumb": ({"TERM": "dumb"}, "auto", True, Depth.NONE),
    "pipe": ({"TERM": "xterm"}, "auto", False, Depth.NONE),
    "CI alone forces nothing": ({"CI": "true", "TERM": "xterm"}, "auto", False, Depth.NONE),
    "NO_COLOR": ({"NO_COLOR": "1", "TERM": "xterm"}, "auto", True, Depth.NONE),
    "empty NO_COLOR": ({"NO_COLOR": "", "TERM": "xterm"}, "auto", True, Depth.ANSI_16),
    "NO_COLOR wins over FORCE_COLOR": ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", True, Depth.NONE),
    "FORCE_COLOR": ({"FORCE_COLOR": "1", "TERM": "xterm"}, "auto", False, Depth.ANSI_16),
    "FORCE_COLOR=0": ({"FORCE_COLOR": "0"}, "auto", False, Depth.NONE),
    "CLICOLOR_FORCE": ({"CLICOLOR_FORCE": "1", "COLORTERM": "24bit"}, "auto", False, Depth.TRUE),
    "always": ({}, "always", False, Depth.ANSI_16),
    "always wins over NO_COLOR": ({"NO_COLOR": "1"}, "always", False, Depth.ANSI_16),
    "never": ({"FORCE_COLOR": "1", "TERM": "xterm"}, "never", True, Depth.NONE),
}


@pytest.mark.parametrize(("env", "color", "terminal", "depth"), DEPTHS.values(), ids=DEPTHS)
def test_the_colour_depth_follows_option_environment_and_terminal(
    env: dict[str, str], color: str, terminal: bool, depth: Depth
) -> None:
    assert colour_depth(env, color, terminal=terminal) is depth
