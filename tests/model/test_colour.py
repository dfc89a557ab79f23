"""Colours can be written in several ways and become #rrggbb."""

import pytest

from prodash.model.catalogue.colour import PALETTE, colour_for_position, name_of_colour, parse_colour
from prodash.model.catalogue.css_colours import CSS_COLOURS

WRITTEN = {
    "slate grey": "#838794",
    "Slate Gray": "#838794",
    "darkgreen": "#2c7356",
    "#64748B": "#64748b",
    "#abc": "#aabbcc",
    "64748B": "#64748b",
    "coral": "#ff7f50",
    "Dark Orange": "#ff8c00",
    "dark-slate-gray": "#2f4f4f",
    "rebeccapurple": "#663399",
    "cyan": PALETTE["cyan"],
    "mauve": None,
    "abc": None,
    "##64748b": None,
    "#12345": None,
    "": None,
}


@pytest.mark.parametrize(("text", "colour"), WRITTEN.items(), ids=[repr(text) for text in WRITTEN])
def test_a_colour_is_a_name_or_hexadecimal(text: str, colour: str | None) -> None:
    assert parse_colour(text) == colour


def test_every_palette_name_is_understood() -> None:
    assert {name: parse_colour(name) for name in PALETTE} == PALETTE
    assert [name_of_colour(colour) for colour in PALETTE.values()] == [*PALETTE]
    assert name_of_colour("#ff7f50") == "#ff7f50"


def test_every_name_of_css_is_a_colour_in_both_spellings_of_grey() -> None:
    greys = [name.replace("grey", "gray") for name in CSS_COLOURS if "grey" in name]
    assert len({*CSS_COLOURS, *greys}) == 148
    for name in (*CSS_COLOURS, *greys):
        assert parse_colour(name) in {*PALETTE.values(), CSS_COLOURS[name.replace("gray", "grey")]}


def test_entries_without_a_colour_get_one_by_their_position_that_is_no_alarm() -> None:
    calm = [colour for name, colour in PALETTE.items() if name not in {"red", "rose", "yellow"}]
    assert [colour_for_position(position) for position in range(len(calm) + 1)] == [*calm, calm[0]]
