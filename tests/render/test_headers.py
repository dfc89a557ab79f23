"""Names above narrow columns take two lines, or three if they are long, and are cut only if they are longer still."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.cross.headers import least_width, name_lines
from prodash.render.terminal.width import width
from tests.examples import examples

NAMES = {
    "one word": ("Published", ["Published"]),
    "two words": ("Rough Mix", ["Rough", "Mix"]),
    "three words": ("Ready to Release", ["Ready to", "Release"]),
    "long": (
        "Waiting for the label, the distributor and better weather",
        ["Waiting for the label,", "the distributor and", "better weather"],
    ),
    "too long": (f"{'words ' * 20}end", ["words words words words"] * 2 + ["words words words words…"]),
    "without spaces": ("録音" * 10, ["録音" * 6, "録音" * 4]),
}


@pytest.mark.parametrize(("name", "lines"), NAMES.values(), ids=NAMES)
def test_a_name_takes_few_lines_in_the_least_width(name: str, lines: list[str]) -> None:
    assert list(name_lines(name, least_width(name))) == lines


@examples(60)
@given(st.lists(st.text("ab怪é", min_size=1, max_size=10), min_size=1, max_size=12), st.integers(2, 40))
def test_no_line_of_a_name_is_too_wide_and_none_is_cut_in_the_least_width(
    words: list[str], columns: int
) -> None:
    name = " ".join(words)
    assert all(width(line) <= columns for line in name_lines(name, columns))
    least = least_width(name)
    lines = name_lines(name, least)
    assert len(lines) <= 3
    if least < 24:
        assert " ".join(lines) == name
