"""The pictures in docs/pictures show what is really printed.

Run as a program (`python -m tests.test_pictures`) it draws them anew; look at them before you commit them.
"""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.forecast.example import released_repository
from tests.history.example import example_repository
from tests.pictures import CELL, EDGE, THEMES, in_theme, picture
from tests.test_every_screen import TRUE_COLOURS, example_on_screen

FOLDER = ROOT / "docs" / "pictures"

PICTURES = {
    "dashboard": (64, []),
    "list": (80, ["list", "--workflow", "mixing,mastering", "--columns", "title,stage,due,workflows"]),
    "list-groups": (80, ["list", "--group-by", "stage", "--project", "night-shift", "--mean", "bpm"]),
    "show": (80, ["show", "kaiju"]),
    "set": (80, ["set", "stage=next", "--not-stage", "archived", "--dry-run"]),
    "board": (80, ["board", "--limit", "2"]),
    "breakdown-by": (80, ["breakdown", "--by", "project"]),
    "history": (80, ["history", "--since", "2026-11-05"]),
    "diff": (80, ["diff", "listening-session"]),
    "flow": (80, ["flow"]),
    "forecast": (80, ["forecast", "--by", "project"]),
}
"""Each picture with the width of its terminal and its command line."""

WITH_HISTORY = {
    **dict.fromkeys(("history", "diff"), example_repository),
    **dict.fromkeys(("flow", "forecast"), released_repository),
}
"""How the example is made for those that are drawn of it with its history."""

EVERY = [(name, theme) for name in PICTURES for theme in THEMES]
MEASURED = {"growth"}
"""Drawn by `python -m benchmarks`."""

SHOWN = re.compile(
    r'<picture><source media="\(prefers-color-scheme: dark\)" srcset="(?:docs/)?pictures/([\w-]+)-dark\.(svg|png)">'
    r'<img src="(?:docs/)?pictures/\1-light\.\2" width="(\d+)" alt="[^"<>]{30,}"></picture>'
)
"""How a page shows a picture: the dark one to readers of dark pages, and words to those who cannot see it."""


def every_page() -> str:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    return "".join(page.read_text(encoding="utf-8") for page in pages)


@cache
def printed(name: str) -> str:
    """The answer about the example, in a folder of the name that the README gives it."""
    columns, argv = PICTURES[name]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "my-music"
        if name in WITH_HISTORY:
            WITH_HISTORY[name](root)
        else:
            shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
        return example_on_screen(argv, columns, TRUE_COLOURS, root)


def title(name: str) -> str:
    return " ".join(["prodash", *PICTURES[name][1]])


def drawn(name: str, theme: str) -> str:
    return in_theme(picture(title(name), printed(name), PICTURES[name][0]), theme)


@pytest.mark.parametrize(("name", "theme"), EVERY)
def test_a_picture_shows_what_is_really_printed(name: str, theme: str) -> None:
    path = FOLDER / f"{name}-{theme}.svg"
    assert path.read_text(encoding="utf-8") == drawn(name, theme), "python -m tests.test_pictures mends it"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_leaves_no_word_out_and_needs_nothing_from_elsewhere(name: str) -> None:
    tree = ET.fromstring(drawn(name, "dark"))  # noqa: S314 (it is our own)
    texts = "".join(part for part in tree.itertext() if part.strip())
    said = f"${title(name)}{printed(name)}"
    assert texts == re.sub("\x1b\\[[0-9;]*m|[\\s━─▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▀▕]", "", said)
    assert re.findall(r"https?:[^\"]*|url|@import|<script", drawn(name, "dark")) == [
        "http://www.w3.org/2000/svg"
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_no_name_is_cut_in_a_picture(name: str) -> None:
    assert "…" not in printed(name)


def test_pictures_have_one_size_of_type_wherever_they_are_shown() -> None:
    widths = {(name, int(width)) for name, _, width in SHOWN.findall(every_page()) if name in PICTURES}
    assert widths == {(name, round(columns * CELL + 2 * EDGE)) for name, (columns, _) in PICTURES.items()}


def test_every_picture_is_shown_somewhere_and_every_one_that_is_shown_is_there() -> None:
    text = every_page()
    shown = {f"{name}.{kind}" for name, kind, _ in SHOWN.findall(text)}
    assert shown == {*(f"{name}.svg" for name in PICTURES), "report.png"}
    assert {path.name for path in FOLDER.iterdir()} == {
        *(name.replace(".", f"-{theme}.") for name in shown for theme in THEMES),
        *(f"{name}.svg" for name in MEASURED),
    }
    assert len(re.findall("pictures/", SHOWN.sub("", text))) == len(MEASURED)


def write() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        if path.stem not in MEASURED:
            path.unlink()
    for name, theme in EVERY:
        path = FOLDER / f"{name}-{theme}.svg"
        path.write_text(drawn(name, theme), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
