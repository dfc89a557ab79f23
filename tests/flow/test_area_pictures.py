"""The picture of a flow at four widths and in four depths of colour, and what is true of every one.

What is expected stands in tests/flow/areas, a file for each depth.  Run as a program
(`python -m tests.flow.test_area_pictures`) it writes those files; their difference is then to be read.
"""

import re
from itertools import pairwise

import pytest

from prodash.render.flow.areas import areas_of, periods_of_columns
from prodash.render.flow.axes import axis_lines
from prodash.render.flow.fills import fills_of
from prodash.render.flow.picture import area_picture
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import shown_colour
from tests.conftest import ROOT
from tests.flow.made_up import COLOURS, FLOWS, NAMES, flow, passing, stages
from tests.screen import CODES, too_wide

GOLDEN = ROOT / "tests" / "flow" / "areas"
WIDTHS = (40, 80, 120, 200)
NARROWEST = 20
SHOWN = {"usual": WIDTHS, "300 stages": (80,), "one colour": (80,), "one period": (80,)}
"""What a file shows, and at which widths."""

LINES = 40
_DAYS = r"\b\d{1,2} [A-Z]\w\w|[A-Z]\w\w \d{4}|[A-Z]\w\w|[\d-]+"
"""What stands below an axis: `5 Oct`, `Oct 2026`, `Oct`, `2026`, `2026-10-05`."""


def golden(depth: Depth) -> str:
    """What the file says: each picture below a line with its name and width."""
    return "".join(
        f"--- {name}, {width}\n{area_picture(FLOWS[name], Screen(width, depth, height=LINES))}\n"
        for name, widths in SHOWN.items()
        for width in widths
    )


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.name)
def test_pictures_look_as_they_should_in_every_depth_of_colour(depth: Depth) -> None:
    assert golden(depth) == (GOLDEN / f"{depth.name.lower()}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FLOWS)
def test_a_picture_fits_every_screen_and_colours_change_no_word_of_it(name: str) -> None:
    for width in (NARROWEST, *WIDTHS):
        for height in (None, 10):
            screens = [Screen(width, depth, height=height) for depth in (Depth.NONE, Depth.ANSI_16)]
            shown = [area_picture(FLOWS[name], screen) for screen in screens]
            assert [too_wide(picture, width) for picture in shown] == [[], []]
            words = [re.findall(r"[\w…]{2,}|\d", CODES.sub("", picture)) for picture in shown]
            assert words[0] == words[1]


@pytest.mark.parametrize("width", [NARROWEST, *WIDTHS])
@pytest.mark.parametrize("name", ["usual", "ten thousand tracks", "one track", "one period"])
def test_every_number_stands_there_with_its_name(name: str, width: int) -> None:
    bands = [band for band in FLOWS[name].bands if any(band.counts)]
    shown = CODES.sub("", area_picture(FLOWS[name], Screen(width, height=LINES)))
    for band in bands:
        stage = band.stage
        assert stage
        assert re.search(rf"(?<!\S){band.counts[-1]:,} (\S+ )?{stage.name[:5]}", shown)


def test_every_stage_has_its_own_sign_at_the_right_edge() -> None:
    rows = area_picture(FLOWS["a few tracks"], Screen(80, height=LINES)).splitlines()
    labelled = [row for row in rows if any(name in row for name in NAMES)]
    signs = [re.findall(r"(.) (.) +\d+ ", row)[-1] for row in labelled]
    assert len({sign for _, sign in signs}) == len(signs) == len(NAMES)
    numbers = [band.counts[-1] for band in FLOWS["a few tracks"].bands]
    assert [
        sign for (edge, sign), number in zip(signs, numbers, strict=True) if number and edge != sign
    ] == []


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.name)
def test_neighbours_differ_and_no_area_looks_like_the_screen(depth: Depth) -> None:
    for colours in (["#767676"], ["#2c7356", "#2d7457"], ["#000000"], ["#ffffff", "#fefefe"], COLOURS):
        many = flow(stages([f"Stage {number}" for number in range(6)], colours), [[1]] * 6)
        fills = fills_of(areas_of(many), depth)
        shown = [(fill.sign, shown_colour(fill.colour or "#000000", depth)) for fill in fills]
        assert all(one != other for one, other in pairwise(shown))
        assert not {(" ", shown_colour(paper, depth)) for paper in ("#000000", "#ffffff")} & {*shown[:1]}


def test_names_are_cut_before_the_picture_has_less_than_two_fifths_of_the_screen() -> None:
    rows = area_picture(FLOWS["one colour"], Screen(60, height=LINES)).splitlines()
    assert [len(row[3:].split(" ▓ ")[0]) for row in rows if "in no k" in row] == [24]
    assert [row for row in rows if re.search(r" 3 🎙️ W{10,}…$", row)]


def test_what_has_no_room_beside_the_picture_stands_below_it() -> None:
    many = flow(stages([f"Stage {number}" for number in range(10)]), passing(10, 90, 1))
    beside, below = area_picture(many, Screen(80, height=10)).split("\nand 4 more:")
    assert len(re.findall(r"Stage \d$", beside, re.MULTILINE)) == 6
    assert sorted(re.findall(r"Stage (\d)", beside + below)) == [str(number) for number in range(10)]


@pytest.mark.parametrize("name", FLOWS)
def test_each_mark_of_the_axis_has_a_day_and_they_are_equally_far_apart(name: str) -> None:
    for width in range(NARROWEST, 140, 3):
        periods = periods_of_columns(len(FLOWS[name].days), width - 10)
        axis, days = axis_lines([FLOWS[name].days[period] for period in periods], 3, Screen(width))
        marks = [match.start() for match in re.finditer("┬", axis)]
        words = [*re.finditer(_DAYS, days)]
        assert len(words) == len(marks)
        assert all(word.start() <= mark < word.end() for mark, word in zip(marks, words, strict=True))
        steps = {after.start() - word.start() for word, after in pairwise(words)}
        assert max(steps, default=0) <= 2 * min(steps, default=0)


def test_a_flow_without_tracks_is_no_picture() -> None:
    assert area_picture(flow(stages(), [[0, 0]] * 6), Screen(80)) == ""


def write() -> None:
    """Write every file anew."""
    GOLDEN.mkdir(exist_ok=True)
    for depth in Depth:
        (GOLDEN / f"{depth.name.lower()}.txt").write_text(golden(depth), encoding="utf-8")


if __name__ == "__main__":
    write()
