"""Every view on terminals of four widths and four depths of colour, on the example catalogue.

What is expected stands in tests/screens, a folder for each view and a file for each depth.  Run as a program
(`python -m tests.test_every_screen`) it writes those files; their difference is then to be read.
"""

import os
import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT, TODAY
from tests.screen import CODES, on_screen, too_wide

GOLDEN = ROOT / "tests" / "screens"
WIDTHS = (40, 80, 120, 200)
DEPTHS = {
    "no-colours": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "16-colours": {"TERM": "xterm"},
    "256-colours": {"TERM": "xterm-256color"},
    "true-colours": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
}
"""The environment that stands for each depth."""

VIEWS: dict[str, list[str]] = {
    "breakdown": ["breakdown"],
    "dashboard": [],
    "due": ["due", "--all"],
    "breakdown-by-project": ["breakdown", "--by", "project"],
    "breakdown-by-workflow-bars": ["breakdown", "--by", "workflow", "--bars"],
    "board": ["board"],
    "board-by-project": ["board", "--by", "project"],
    "show": ["show", "kaiju", "midnight-drive", "haluz", "first-light", "untitled-7"],
    "stages": ["stages"],
}
"""Each view with its command line."""

LETTERED = {"breakdown-by-workflow-bars"}
"""Those that make bars of letters where there are no colours."""


def example_on_screen(argv: list[str], width: int, environ: dict[str, str]) -> str:
    """What the command shows of the example catalogue on a terminal."""
    with chdir(EXAMPLE):
        return on_screen(argv, width, **environ, PRODASH_TODAY=TODAY)


def golden(view: str, depth: str) -> Path:
    return GOLDEN / view / f"{depth}.txt"


def answer(view: str, depth: str) -> str:
    """What the file says: the view at each width below a line with its number."""
    return "".join(f"--- {width}\n{example_on_screen(VIEWS[view], width, DEPTHS[depth])}" for width in WIDTHS)


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_looks_as_it_should_on_every_screen(view: str, depth: str) -> None:
    assert answer(view, depth).splitlines() == golden(view, depth).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_of_a_view_is_wider_than_the_screen(view: str, width: int) -> None:
    assert too_wide(example_on_screen(VIEWS[view], width, DEPTHS["true-colours"]), width) == []


@pytest.mark.parametrize("view", sorted({*VIEWS} - LETTERED))
def test_colours_change_nothing_but_colours_and_the_room_at_the_sides_of_badges(view: str) -> None:
    def words(depth: str) -> list[str]:
        return re.findall(r"[\w']+", CODES.sub("", example_on_screen(VIEWS[view], 200, DEPTHS[depth])))

    assert words("16-colours") == words("256-colours") == words("true-colours") == words("no-colours")


def write() -> None:
    """Write every file anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for view in VIEWS:
        for depth in DEPTHS:
            path = golden(view, depth)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer(view, depth), encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("PRODASH_CATALOGUE", None)
    write()
