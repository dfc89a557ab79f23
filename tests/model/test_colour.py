"""Colours can be written in several ways and become #rrggbb."""

import pytest

from prodash.model.catalogue.colour import PALETTE, colour_for_position, parse_colour

WRITTEN = {
    "slate grey": "#838794",
    "Slate Gray": "#838794",
    "darkgreen": "#2c7356",
    "#64748B": "#64748b",
    "#abc": "#aabbcc",
    "mauve": None,
    "64748b": None,
    "#12345": None,
    "": None,
}


@pytest.mark.parametrize(("text", "colour"), WRITTEN.items(), ids=[repr(text) for text in WRITTEN])
def test_a_colour_is_a_palette_name_or_hexadecimal(text: str, colour: str | None) -> None:
    assert parse_colour(text) == colour


def test_every_palette_name_is_understood() -> None:
    assert {name: parse_colour(name) for name in PALETTE} == PALETTE


def test_entries_without_a_colour_get_one_by_their_position_that_is_no_alarm() -> None:
    calm = [colour for name, colour in PALETTE.items() if name not in {"red", "rose", "yellow"}]
    assert [colour_for_position(position) for position in range(len(calm) + 1)] == [*calm, calm[0]]
