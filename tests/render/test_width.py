"""Texts are measured in terminal columns and never carry what a terminal would obey."""

import sys
from unicodedata import category

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean, hang, pad, shorten, width, wrap

CLEANED = {
    "plain": ("Señora 怪獣 🌱", "Señora 怪獣 🌱"),
    "escape": ("a\x1b[31mb", "a␛[31mb"),
    "line break": ("a\nb\r\tc", "a␊b␍␉c"),
    "nul and del": ("\0\x7f", "␀␡"),
    "C1 control": ("\x9b31m", "\ufffd31m"),
    "turned direction": ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
    "lone surrogate": ("a\udcffb", "a\ufffdb"),
}


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.values(), ids=CLEANED)
def test_what_a_terminal_would_obey_is_shown_instead(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_nothing_else_is_changed_and_nothing_of_that_is_left() -> None:
    turning = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    every = list(map(chr, range(sys.maxunicode + 1)))
    obeyed = [sign for sign in every if category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign in turning]
    assert [sign for sign in every if clean(sign) != sign] == obeyed


@given(st.text())
def test_clean_text_has_a_width(text: str) -> None:
    assert wcswidth(clean(text)) == width(clean(text)) >= 0


SHORTENED = {
    "fits": ("Midnight", 8, "Midnight"),
    "cut": ("Midnight Drive", 8, "Midnigh…"),
    "no space before the sign": ("Midnight Drive", 10, "Midnight…"),
    "wide": ("怪獣のうた", 6, "怪獣…"),
    "wide, odd": ("怪獣のうた", 5, "怪獣…"),
    "accents stay with their letter": ("e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301…"),
    "family": ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 4, "👨‍👩‍👧…"),
    "one column": ("Midnight", 1, "…"),
}


@pytest.mark.parametrize(("text", "columns", "short"), SHORTENED.values(), ids=SHORTENED)
def test_a_long_text_is_cut_with_an_ellipsis(text: str, columns: int, short: str) -> None:
    assert shorten(text, columns) == short


@given(st.text().map(clean), st.integers(1, 30))
def test_a_shortened_text_fits(text: str, columns: int) -> None:
    assert width(shorten(text, columns)) <= columns


@given(st.text(st.sampled_from("ab é–↑█"), min_size=1), st.integers(1, 30))
def test_a_text_of_narrow_signs_is_cut_behind_as_many_as_fit(text: str, columns: int) -> None:
    cut = text[: columns - 1].rstrip() + "…"
    assert shorten(text, columns) == (text if wcswidth(text) <= columns else cut)


@given(st.text(max_size=20).map(clean), st.integers(0, 60))
def test_a_padded_text_is_at_least_that_wide(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == max(columns, width(text))


def test_colour_codes_take_no_room() -> None:
    assert width("\x1b[48;2;1;2;3;38;5;16m 怪獣 \x1b[0m") == 6


@given(st.lists(st.from_regex(r"[a-z怪é-]{1,12}", fullmatch=True), min_size=1), st.integers(4, 40))
def test_a_hanging_text_fits_and_breaks_no_word_that_does(words: list[str], columns: int) -> None:
    lines = hang(words, Screen(columns))
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(width(line) <= columns for line in lines)
    if all(width(word) <= columns - 2 for word in words):
        assert " ".join(lines).split() == words
        assert all(line.startswith("  ") for line in lines[1:])
    assert hang(words, Screen()) == [" ".join(words)]


def test_a_wrapped_text_keeps_ids_whole() -> None:
    assert wrap("it is now ready-to-release", Screen(20)) == ["it is now", "ready-to-release"]


@given(st.text(st.sampled_from("ab 怪é-—–(👩"), max_size=40), st.integers(1, 20))
def test_without_wcwidth_a_text_is_wrapped_as_with_it(text: str, columns: int) -> None:
    if text.strip() and width(text) > columns:
        assert wrap(text, Screen(columns)) == wcwidth.wrap(text, columns, break_on_hyphens=False)
