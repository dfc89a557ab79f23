"""Names are compared without regard to spelling details, and ids become titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.names.names import fold, loose_key, match_key, title_from_id

SAME = [
    ("Ready to Release", "ready-to-release"),
    ("MIXING", " mixing "),
    ("R&B", "rb"),
    ("Straße", "STRASSE"),
    ("Café", "Cafe\u0301"),
    ("B.Sides", "b_sides"),
]
DIFFERENT = [("mixing", "mastering"), ("Café", "Cafe"), ("हिन्दी", "हनद"), ("!", "?"), ("stage 1", "stage 2")]


@pytest.mark.parametrize(("one", "other"), SAME, ids=[one for one, _ in SAME])
def test_names_that_mean_the_same_are_equal(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=[one for one, _ in DIFFERENT])
def test_names_that_differ_in_letters_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text())
def test_a_folded_text_is_the_same_in_capitals(text: str) -> None:
    assert loose_key(text.casefold()) == loose_key(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_match_key_is_its_own_match_key(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)


LETTERS = [
    ("Łódź", "lodz"),
    ("ŁÓDŹ", "lodz"),
    ("Smørrebrød", "smorrebrod"),
    ("Işık", "isik"),
    ("IŞIK", "isik"),
    ("İmza", "imza"),
    ("Straße", "strasse"),
    ("ÆØÅ", "aeoa"),
    ("Œuvre", "oeuvre"),
    ("Đorđe", "dorde"),
    ("Þórr", "thorr"),
    ("Ǿ", "o"),
    ("𝐀ℌ𝛓", "ahσ"),
    ("Don’t – “stop”", 'don\'t - "stop"'),
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Señora", "senora"), ("ÉTÉ", "ete"), ("怪獣", "怪獣"), ("ﬁn", "fin"), *LETTERS],
    ids=str,
)
def test_searching_ignores_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


READABLE = {
    "midnight-drive": "Midnight Drive",
    "ready-to-release": "Ready to Release",
    "the_end": "The End",
    "EP1": "EP1",
    "2am": "2am",
    "怪獣": "怪獣",
    "-": "-",
}


@pytest.mark.parametrize(("identifier", "title"), READABLE.items(), ids=READABLE)
def test_an_id_becomes_a_title(identifier: str, title: str) -> None:
    assert title_from_id(identifier) == title
