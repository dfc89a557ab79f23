"""Letters tell stages apart where there is no room for names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from prodash.render.terminal.initials import initials

TABLE = {
    "nothing": ([], ""),
    "first letters": (["Seed", "Writing", "mixing"], "SWM"),
    "the next letter where the first is taken": (["Recorded", "Ready to Release"], "RE"),
    "the first of a name before the second of another": (["Seed", "Sax", "Art"], "SXA"),
    "any that is free": (["A", "a", "A!"], "ABC"),
    "digits": (["1st", "1"], "1A"),
    "other scripts with capitals": (["Идея", "мастеринг"], "ИМ"),
    "scripts without capitals": (["構想", "שלום", "🌱"], "ABC"),
    "letters that have no capital of one letter": (["ß", "ﬁne"], "AN"),
    "wide letters": (["Ｍｉｘ"], "A"),
    "empty names": (["", ""], "AB"),
}


@pytest.mark.parametrize(("names", "expected"), TABLE.values(), ids=TABLE)
def test_each_name_has_a_letter(names: list[str], expected: str) -> None:
    assert "".join(initials(names)) == expected


@given(st.lists(st.text(max_size=4), max_size=26))
def test_no_letter_is_there_twice_and_each_takes_one_column(names: list[str]) -> None:
    found = initials(names)
    assert len({*found}) == len(found) == len(names)
    assert [letter for letter in found if wcwidth(letter) != 1] == []


def test_more_things_than_letters_are_no_error() -> None:
    assert initials(["x"] * 28)[-3:] == ("Z", "?", "?")
