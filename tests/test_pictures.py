"""The pictures in docs/pictures show what is really printed.

Run as a program (`python -m tests.test_pictures`) it draws them anew; look at them before you commit them.
"""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from tests.pictures import picture
from tests.test_every_screen import TRUE_COLOURS, example_on_screen

FOLDER = ROOT / "docs" / "pictures"

PICTURES = {
    "dashboard": (80, []),
    "list": (118, ["list", "--project", "summer-ep"]),
    "show": (80, ["show", "kaiju"]),
    "set": (80, ["set", "stage=next", "--not-stage", "archived", "--dry-run"]),
    "board": (118, ["board", "--limit", "3"]),
    "breakdown-by": (110, ["breakdown", "--by", "project"]),
}
"""Each picture with the width of its terminal and its command line."""

MEASURED = {"growth"}
"""Drawn by `python -m benchmarks`."""


def drawn(name: str) -> str:
    columns, argv = PICTURES[name]
    title = " ".join(["prodash", *argv])
    return picture(title, example_on_screen(argv, columns, TRUE_COLOURS), columns)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_is_really_printed(name: str) -> None:
    path = FOLDER / f"{name}.svg"
    assert path.read_text(encoding="utf-8") == drawn(name), "python -m tests.test_pictures mends it"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_leaves_no_word_out_and_needs_nothing_from_elsewhere(name: str) -> None:
    columns, argv = PICTURES[name]
    said = example_on_screen(argv, columns, TRUE_COLOURS)
    tree = ET.fromstring(drawn(name))  # noqa: S314 (it is our own)
    texts = "".join(part for part in tree.itertext() if part.strip())
    assert texts == re.sub("\x1b\\[[0-9;]*m|[\\s━─▏▎▍▌▋▊▉█]", "", "$" + " ".join(["prodash", *argv]) + said)
    assert re.findall(r"https?:[^\"]*|url|@import|<script", drawn(name)) == ["http://www.w3.org/2000/svg"]


def test_every_picture_is_shown_somewhere_and_every_one_that_is_shown_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    there = {path.stem for path in FOLDER.glob("*.svg")}
    assert there == {*PICTURES} | MEASURED
    assert {name for name in there if f"pictures/{name}.svg)" in text} == there


def write() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        if path.stem not in MEASURED:
            path.unlink()
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
