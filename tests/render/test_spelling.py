"""What a charset does not have is shown in ASCII, as wide as it was, and never as an error or as rubbish."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from prodash.render.spelling import spelled
from tests.conftest import EXAMPLE, ROOT
from tests.test_every_screen import GOLDEN

SPELLED = {
    "bars": ("████▊ ██▎", "##### ##|"),
    "a path": ("━━━ ─── ◕", "=== --- o"),
    "neighbours": ("← Seed · Mixing →…", "< Seed . Mixing >~"),
    "what takes two columns": ("怪獣", "????"),
    "an emoji of several characters": ("a👨‍👩‍👧b", "a??b"),
    "a letter with a mark of its own": ("e\u0301", "?"),
    "ASCII": ("Mixing", "Mixing"),
}


@pytest.mark.parametrize(("text", "expected"), SPELLED.values(), ids=SPELLED)
def test_signs_are_spelled_by_those_like_them(text: str, expected: str) -> None:
    assert spelled(text) == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_is_spelled_in_ascii_of_the_same_width(text: str) -> None:
    for part in iter_graphemes(text):
        assert spelled(part).isascii()
        assert len(spelled(part)) == max(wcswidth(part), 0)


def test_every_sign_that_a_view_draws_with_has_a_letter() -> None:
    users = [path.read_text(encoding="utf-8") for path in EXAMPLE.rglob("*.yaml")]
    presets = [path.read_text(encoding="utf-8") for path in (ROOT / "prodash" / "presets").rglob("*.yaml")]
    screens = [path.read_text(encoding="utf-8") for path in GOLDEN.rglob("no-colours.txt")]
    signs = {sign for sign in "".join(screens) if not sign.isascii()} - set("".join(users + presets))
    assert {"█", "━", "◕", "→"} <= signs
    assert {sign for sign in signs if not re.fullmatch("[^?]", spelled(sign))} == set()
