"""A name with one slip of typing in it is near the right one, and no other name is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.names.similar import slips_of
from tests.examples import examples

LETTERS = st.text("abcdefgh", min_size=5, max_size=12)


@examples(100)
@given(name=LETTERS, at=st.integers(0, 11), letter=st.sampled_from("abxy"))
def test_every_slip_is_found_from_both_sides(name: str, at: int, letter: str) -> None:
    at %= len(name) - 1
    slips = {
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    } - {name}
    for slip in slips:
        assert slips_of(slip, [name]) == (name,)
        assert slips_of(name, [slip]) == (slip,)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        *(("isrc", "iswc"), ("bpm", "bpn"), ("key", "kei"), ("mix1", "mix2"), ("mix", "mix2"), ("ab", "ba")),
        *(("bpm", "bpm"), ("recordedat", "recordedby"), ("tempo", "temple"), ("", "a"), ("length", "label")),
    ],
)
def test_names_that_are_two_words_of_their_own_are_no_slips_of_each_other(name: str, other: str) -> None:
    assert slips_of(name, [other]) == slips_of(other, [name]) == ()
