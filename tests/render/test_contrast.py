"""Badges can be read and bars be seen, judged by the codes that are really printed and the usual palettes."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.colour import PALETTE
from prodash.model.catalogue.problem import Location, Problem, Severity
from prodash.render.formats.problems import problem_lines
from prodash.render.terminal.ansi16 import badge_colours, nearest_ansi16
from prodash.render.terminal.contrast import BLACK, WHITE, Rgb, better_foreground, contrast, luminance, rgb
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import Look, colour_badge, paint
from prodash.render.terminal.words import URGENCY_COLOURS
from prodash.storage.read.entries import read_stages, read_workflows
from tests.conftest import PACKAGE, Files, Ran
from tests.examples import examples
from tests.test_every_screen import GOLDEN

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

# As https://en.wikipedia.org/wiki/ANSI_escape_code#3-bit_and_4-bit has gathered them.
_USUAL = {
    # The IBM VGA text mode, and the Linux console.
    "VGA": (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    # Campbell, in defaults.json of github.com/microsoft/terminal.
    "Windows": (
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    # XTerm-col.ad of xterm.
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    # The profile Basic of Terminal.app.
    "macOS": (
        "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
        "666666 e60000 00d900 e6e600 0000ff e600e6 00e6e6 e6e6e6"
    ),
    # The dark ones in terminalColorRegistry.ts of github.com/microsoft/vscode.
    "VS Code": (
        "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 "
        "666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"
    ),
}
PALETTES: Mapping[str, tuple[Rgb, ...]] = {
    name: tuple(rgb(f"#{value}") for value in values.split()) for name, values in _USUAL.items()
}
"""What the numbers from 0 to 15 look like on the usual terminals, whose users may change them."""

LEGIBLE, VISIBLE = 4.5, 3
"""What WCAG 2.2 asks of text (1.4.3) and of what is drawn (1.4.11)."""

COLOURED = [Depth.ANSI_16, Depth.ANSI_256, Depth.TRUE]
HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)

# Those from 16 on, which are the same everywhere.
OF_256 = [
    *itertools.product((0, 95, 135, 175, 215, 255), repeat=3),
    *((8 + 10 * step,) * 3 for step in range(24)),
]

LEAST_OF_16 = {"43": 3.9, "44": 3.8, "45": 3.6, "101": 4.3}
"""The papers among the 16 colours that cannot have 4.5 everywhere, with what they have; see docs/views.md."""

BLOCKS = re.compile(r"[▁-█]")

PAINTED = re.compile(r"\x1b\[([0-9;]+)m([^\x1b]*)")


def colours(codes: str, of_16: Sequence[Rgb] = PALETTES["VGA"]) -> tuple[Rgb | None, Rgb | None]:
    """The ink and the paper that a terminal with this palette sets when it is told these codes."""
    numbers = [int(code) for code in codes.split(";")]
    found: dict[int, Rgb] = {}
    while numbers:
        code = numbers.pop(0)
        ground, digit = code // 10, code % 10
        if ground in {3, 4} and digit == 8:
            kind = numbers.pop(0)
            found[ground] = (
                OF_256[numbers.pop(0) - 16] if kind == 5 else (numbers.pop(0), numbers.pop(0), numbers.pop(0))
            )
        elif ground in {3, 4}:
            found[ground] = of_16[digit]
        elif ground in {9, 10}:
            found[ground - 6] = of_16[digit + 8]
    return found.get(3), found.get(4)


def badges(text: str) -> Iterator[tuple[str, float, float]]:
    """Each text in *text* that has a background, with the least contrast on a usual terminal and the least allowed.

    It is 0 where the text brings no colour of its own.  Blocks are no text: they draw two areas in one cell.
    """
    for codes, words in PAINTED.findall(BLOCKS.sub("", text)):
        for palette in PALETTES.values():
            ink, paper = colours(codes, palette)
            if paper and words.strip():
                least = LEAST_OF_16.get(codes.removeprefix("1;").partition(";")[0], LEGIBLE)
                yield words, contrast(ink, paper) if ink else 0, least


def preset_colours() -> dict[str, str]:
    found = {}
    for preset, name in itertools.product(["music", "growth"], ["stages", "workflows"]):
        read = read_stages if name == "stages" else read_workflows
        things, problems = read("x.yaml", (PACKAGE / f"presets/{preset}/{name}.yaml").read_bytes())
        assert not problems
        assert things
        found |= {f"{preset} {name} {thing.id}": thing.colour for thing in things}
    return found


PRESETS = preset_colours()
SHIPPED = PRESETS | PALETTE | {colour: colour for colour in URGENCY_COLOURS}


@pytest.mark.parametrize("depth", COLOURED, ids=lambda depth: depth.name)
def test_every_colour_that_ships_has_a_legible_badge(depth: Depth) -> None:
    found = {name: list(badges(colour_badge("x", colour, depth))) for name, colour in SHIPPED.items()}
    assert {len(looks) for looks in found.values()} == {len(PALETTES)}
    assert [
        (name, ratio) for name, looks in found.items() for _, ratio, least in looks if ratio < least
    ] == []


@given(HEX, st.sampled_from(COLOURED))
@examples(80)
def test_any_colour_has_a_legible_badge(colour: str, depth: Depth) -> None:
    found = list(badges(colour_badge("x", colour, depth)))
    assert len(found) == len(PALETTES)
    assert [ratio for _, ratio, least in found if ratio < least] == []


@pytest.mark.parametrize("depth", ["16-colours", "256-colours", "true-colours"])
def test_every_badge_of_every_view_is_legible(depth: str) -> None:
    found = [
        one for path in GOLDEN.glob(f"*/{depth}.txt") for one in badges(path.read_text(encoding="utf-8"))
    ]
    assert len(found) > 100
    assert [(words, ratio) for words, ratio, least in found if ratio < least] == []


@pytest.mark.parametrize("depth", COLOURED, ids=lambda depth: depth.name)
@pytest.mark.parametrize("severity", Severity, ids=lambda severity: severity.value)
def test_the_word_of_a_problem_is_legible_on_every_ground(severity: Severity, depth: Depth) -> None:
    problem = Problem(Location("stages.yaml", 2, 5), "bad-kind", severity, "what to do")
    plain, coloured = (
        "\n".join(problem_lines(problem, str, Screen(depth=one))) for one in (Depth.NONE, depth)
    )
    assert [(words, ratio >= least) for words, ratio, least in badges(coloured)] == [
        (severity.value, True)
    ] * len(PALETTES)
    assert PAINTED.sub(r"\2", coloured).replace("\x1b[0m", "") == plain
    assert plain == f"stages.yaml:2:5: {severity.value}: what to do [bad-kind]"


# No yellow is both yellow and seen on white; no preset has it.
BARS = PRESETS | {name: colour for name, colour in PALETTE.items() if name != "yellow"}


@pytest.mark.parametrize("ground", [BLACK, WHITE], ids=["on black", "on white"])
def test_every_bar_is_seen_on_black_and_on_white(ground: Rgb) -> None:
    drawn = {name: paint("█", Look(foreground=colour), Depth.TRUE) for name, colour in BARS.items()}
    inks = {name: colours(PAINTED.findall(bar)[0][0])[0] for name, bar in drawn.items()}
    assert [name for name, ink in inks.items() if not ink or contrast(ink, ground) < VISIBLE] == []


BADGES_OF_16 = {
    "slate grey": (7, 0),
    "dark slate": (0, 15),
    "red": (9, 0),
    "orange": (11, 0),
    "amber": (11, 0),
    "green": (10, 0),
    "dark green": (2, 0),
    "brown": (3, 0),
    "cyan": (6, 0),
    "blue": (4, 15),
    "purple": (5, 15),
    "pink": (5, 15),
}


@pytest.mark.parametrize(("name", "pair"), BADGES_OF_16.items(), ids=BADGES_OF_16)
def test_of_sixteen_colours_a_badge_has_those_of_its_hue_that_read_best(
    name: str, pair: tuple[int, int]
) -> None:
    assert badge_colours(rgb(PALETTE[name])) == pair


BLACK_OF_16, WHITE_OF_16 = 0, 15


def worst(pair: tuple[int, int]) -> float:
    """The contrast of paper and ink on the usual terminal where it is least."""
    return min(contrast(values[pair[0]], values[pair[1]]) for values in PALETTES.values())


def best_badge(number: int) -> tuple[int, int]:
    """Paper and ink for a badge in this colour: as near as can be read on every usual terminal.

    Where none of its hue can be, it is the pair that reads best on the worst of them.
    """
    other = {8: 7}.get(number, number ^ 8)
    inks = (BLACK_OF_16, WHITE_OF_16)
    pairs = [max(((paper, ink) for ink in inks), key=worst) for paper in (number, other)]
    return pairs[0] if worst(pairs[0]) >= LEGIBLE else max(pairs, key=worst)


def shades(number: int) -> set[int]:
    """Those of sixteen colours that have the hue of *number*."""
    greys = {BLACK_OF_16, 8, 7, WHITE_OF_16}
    return greys if number in greys else {number, number ^ 8}


@pytest.mark.parametrize("number", range(16))
def test_each_of_sixteen_colours_has_a_badge_of_its_hue_that_is_legible_if_one_is(number: int) -> None:
    colour = PALETTES["VGA"][number]
    badge = badge_colours(colour)
    assert (nearest_ansi16(colour), badge[0] in shades(number)) == (number, True)
    assert worst(badge) >= LEGIBLE or badge == best_badge(number)


@given(HEX.map(rgb))
def test_the_dark_or_the_bright_shade_is_the_one_that_is_as_light(colour: Rgb) -> None:
    number, light = nearest_ansi16(colour), luminance(colour)
    far = {shade: abs(luminance(PALETTES["VGA"][shade]) - light) for shade in shades(number)}
    assert far[number] == pytest.approx(min(far.values()), abs=0.002)


def test_brown_gives_up_some_contrast_on_one_terminal_to_differ_from_orange() -> None:
    ratios = {name: contrast(p[3], p[0]) for name, p in PALETTES.items()}
    assert [name for name, ratio in ratios.items() if ratio < LEGIBLE] == ["VGA"]
    assert ratios["VGA"] >= LEAST_OF_16["43"]


@pytest.mark.parametrize("paper", sorted(LEAST_OF_16.keys() - {"43"}))
def test_no_shade_of_the_hues_that_miss_it_is_legible_on_every_terminal(paper: str) -> None:
    """And each is on all but one of them."""
    number = {"44": 4, "45": 5, "101": 9}[paper]
    pairs = list(itertools.product({number, number ^ 8}, range(16)))
    assert [pair for pair in pairs if pair[1] in {0, 15} and worst(pair) >= LEGIBLE] == []
    _, *others = sorted(contrast(p[number], p[badge_colours(p[number])[1]]) for p in PALETTES.values())
    assert min(others) >= LEGIBLE


@given(HEX)
def test_one_of_black_and_white_is_always_legible(colour: str) -> None:
    assert contrast(better_foreground(rgb(colour)), rgb(colour)) >= 4.58


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(rgb("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)


def test_a_stage_whose_colour_is_none_gets_one_and_a_problem_with_its_place(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(
        {
            "stages.yaml": "stages:\n- seed\n- {id: mixing, colour: mauvish}\n",
            "tracks/a.yaml": "stage: mixing\n",
        }
    )
    monkeypatch.setenv("COLORTERM", "truecolor")
    views = [run("--color", "always", *argv) for argv in (["breakdown"], ["show", "a"], ["stages"], ["list"])]
    for ran in views:
        assert (ran.code, ran.err.split(":")[:3]) == (1, ["stages.yaml", "3", "24"])
        assert "[bad-colour]" in ran.err
        papers = [colours(codes)[1] for codes, words in PAINTED.findall(ran.out) if words.strip() == "Mixing"]
        assert rgb(PALETTE["blue"]) in papers
