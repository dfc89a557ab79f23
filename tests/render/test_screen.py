"""A screen is as large as the terminal, and shows emoji where it can, unless the user says otherwise."""

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from prodash.render.terminal.screen import shows_emoji
from prodash.session.terminal.console import Console
from tests.conftest import EXAMPLE, Files, Ran
from tests.screen import Terminal, on_screen
from tests.test_every_screen import example_on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

SIZES = {
    "both": ({"COLUMNS": "70", "LINES": "9"}, (70, 9)),
    "one": ({"LINES": "9"}, (None, 9)),
    "none": ({}, (None, None)),
    "zero": ({"COLUMNS": "0", "LINES": "0"}, (None, None)),
    "words": ({"COLUMNS": "wide", "LINES": "-3"}, (None, None)),
}


@pytest.mark.parametrize(("env", "size"), SIZES.values(), ids=SIZES)
def test_a_terminal_that_reports_no_size_has_the_one_that_the_environment_says(
    env: dict[str, str], size: tuple[int | None, int | None]
) -> None:
    with redirect_stdout(Terminal()):
        screen = Console(env).screen
    assert (screen.width, screen.height) == size


def test_a_pipe_has_no_size_whatever_the_environment_says() -> None:
    with redirect_stdout(StringIO()):
        screen = Console({"COLUMNS": "70", "LINES": "9"}).screen
    assert (screen.width, screen.height) == (None, None)


EMOJI = {
    "terminal": ({"TERM": "xterm"}, True, False, True),
    "Linux console": ({"TERM": "linux"}, True, False, False),
    "dumb": ({"TERM": "dumb"}, True, False, False),
    "pipe": ({"TERM": "dumb"}, False, False, True),
    "old Windows": ({}, True, True, False),
    "old Windows, pipe": ({}, False, True, True),
    "Windows Terminal": ({"WT_SESSION": "1"}, True, True, True),
    "an editor's terminal on Windows": ({"TERM_PROGRAM": "vscode"}, True, True, True),
    "PRODASH_EMOJI=0": ({"PRODASH_EMOJI": "0"}, True, False, False),
    "PRODASH_EMOJI=0, pipe": ({"PRODASH_EMOJI": "0"}, False, False, False),
    "PRODASH_EMOJI=Off": ({"PRODASH_EMOJI": "Off"}, True, False, False),
    "PRODASH_EMOJI=1": ({"PRODASH_EMOJI": "1", "TERM": "linux"}, True, False, True),
    "empty PRODASH_EMOJI": ({"PRODASH_EMOJI": "", "TERM": "linux"}, True, False, False),
    "PRODASH_EMOJI without a meaning": ({"PRODASH_EMOJI": "some"}, True, False, True),
}


@pytest.mark.parametrize(("env", "terminal", "windows", "shown"), EMOJI.values(), ids=EMOJI)
def test_emoji_follow_the_environment_and_what_the_terminal_can(
    env: dict[str, str], terminal: bool, windows: bool, shown: bool
) -> None:
    assert shows_emoji(env, terminal=terminal, windows=windows) is shown


VIEWS = {
    "show": ["show", "haluz"],
    "breakdown": ["breakdown"],
    "stages": ["stages"],
    "workflows": ["workflows"],
    "dashboard": [],
    "board": ["board", "--by", "workflow"],
    "cross table": ["breakdown", "--by", "workflow"],
    "stacked bars": ["breakdown", "--by", "workflow", "--bars"],
}


@pytest.mark.parametrize("argv", VIEWS.values(), ids=VIEWS)
def test_views_without_emoji_are_the_same_but_for_them(argv: list[str]) -> None:
    shown, plain = (example_on_screen(argv, 80, {"PRODASH_EMOJI": value, "NO_COLOR": "1"}) for value in "10")
    assert any(emoji in shown for emoji in "🌱🎧🎤")
    assert not any(emoji in plain for emoji in "🌱📝🎤🎧📦🚀💤🔊🎨📜🔁🤝")
    assert re.findall(r"\d+", plain) == re.findall(r"\d+", shown)


def test_a_text_for_an_emoji_leaves_the_name_its_room(catalogue: Make) -> None:
    emoji = "a-long-text-for-an-emoji"
    catalogue(
        {
            "stages.yaml": f"stages: [{{id: a, name: Idea, emoji: {emoji}}}, {{id: b, emoji: 👩‍👩‍👧🏳️‍🌈}}]\n",
            "tracks/a.yaml": "stage: a\n",
        }
    )
    for argv in (["breakdown"], ["board"], ["stages"], ["show", "a"], []):
        shown = on_screen(argv, 60)
        assert "Idea" in shown
        assert emoji not in shown
    assert "👩‍👩‍👧🏳️‍🌈 B" in on_screen(["breakdown"], 60)


def test_emoji_of_users_own_texts_stay(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue({"tracks/a.yaml": "title: Fire 🔥\nstage: seed\n"})
    monkeypatch.setenv("PRODASH_EMOJI", "0")
    ran = run("show", "a")
    assert (ran.out.splitlines()[0], ran.out.splitlines()[2]) == (
        "Fire 🔥  a",
        "Seed   ◔ stage 1 of 6   Writing →",
    )


def test_forms_for_programs_keep_their_emoji(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODASH_EMOJI", "0")
    argv = ("-C", str(EXAMPLE), "stages", "--columns", "emoji", "-f", "csv")
    assert run(*argv).out.split() == ["emoji", *"🌱📝🎤🎧📦🚀💤"]
