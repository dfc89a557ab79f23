"""What is known of widths without wcwidth is what wcwidth says."""

import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from prodash.render.terminal.width import known_width
from tests.examples import examples

BEYOND = 0x20000
"""The first sign behind those that can be known, as a look at all of Unicode takes four seconds."""


@cache
def known() -> list[str]:
    """All signs of known width."""
    return [sign for sign in map(chr, range(BEYOND)) if known_width(sign) is not None]


def test_signs_that_are_known_have_the_width_that_wcwidth_gives_them() -> None:
    assert {sign: known_width(sign) for sign in known()} == {sign: wcswidth(sign) for sign in known()}


@pytest.mark.slow
def test_rare_signs_are_left_to_wcwidth() -> None:
    rare = map(chr, range(BEYOND, sys.maxunicode + 1))
    assert [sign for sign in rare if known_width(sign) is not None] == []


@examples(60)
@given(st.text(st.deferred(lambda: st.sampled_from(known()))))
def test_they_join_with_no_other_of_them(text: str) -> None:
    assert known_width(text) == wcswidth(text)


@given(st.text())
def test_of_any_text_the_width_is_that_of_wcwidth_or_not_known(text: str) -> None:
    assert known_width(text) in {None, wcswidth(text)}


def test_what_joins_is_left_to_wcwidth() -> None:
    joining = ["e\u0301", "👨‍👩‍👧", "👍🏽", "🇯🇵", "☺\ufe0f", "한\u11ab", "สี"]
    assert [known_width(text) for text in joining] == [None] * len(joining)


def test_emoji_that_are_one_sign_and_chinese_are_known() -> None:
    assert [known_width(text) for text in ("", "Señora 怪獣 🌱", "└─ ██▌ …", "✨")] == [0, 14, 8, 2]
