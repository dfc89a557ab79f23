"""The language of --where, against plain predicates on plain values."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash import shell
from prodash.errors import UnknownNameError, UsageError
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.names.names import fold
from prodash.model.where.conditions import parse_where
from prodash.model.where.grammar import Wanted, quoted, split_clause, split_values
from tests.examples import examples
from tests.model.catalogues import TODAY, catalogue

NUMBERS = st.integers(-300, 300)
TEXTS = st.text(st.sampled_from('abÄß ,."=<>!~12'), min_size=1, max_size=8).filter(str.strip)


def found(condition: str, values: Sequence[Value], name: str = "x") -> list[Value]:
    """The *values* of a field that meet *condition*."""
    tracks = [
        Track(f"t{n}", f"tracks/t{n}.yaml", "T", custom={name: v}, keys=frozenset({name}))
        for n, v in enumerate(values)
    ]
    holds = parse_where(condition, catalogue(*tracks), TODAY, lambda _: None)
    return [track.custom[name] for track in tracks if holds(track)]


@examples(60)
@given(st.lists(NUMBERS, min_size=1), NUMBERS, NUMBERS)
def test_numbers_compare_as_numbers(values: list[Value], one: int, other: int) -> None:
    low, high = sorted((one, other))
    meant: dict[str, Callable[[int], bool]] = {
        f"x={one}": lambda v: v == one,
        f"x!={one}": lambda v: v != one,
        f"x<{one}": lambda v: v < one,
        f"x<={one}": lambda v: v <= one,
        f"x>{one}": lambda v: v > one,
        f"x>={one}": lambda v: v >= one,
        f"x={low}..{high}": lambda v: low <= v <= high,
        f"x={low}..": lambda v: v >= low,
        f"x=..{high}": lambda v: v <= high,
        f"x={one},{other}": lambda v: v in {one, other},
        f"x!={low}..{high}, {other}": lambda v: not low <= v <= high,
        f" X == {low} .. {high} ": lambda v: low <= v <= high,
    }
    for condition, predicate in meant.items():
        assert found(condition, values) == [v for v in values if predicate(v)], condition  # type: ignore[arg-type]


@examples(60)
@given(st.lists(TEXTS, min_size=1), TEXTS, TEXTS)
def test_a_text_in_quotes_is_only_that_text(values: list[str], one: str, other: str) -> None:
    texts = [f"~{value}" for value in (*values, one, other)]
    condition = f"x={quoted(f'~{one}')},{quoted(f'~{other}')}"
    assert found(condition, texts) == [
        text for text in texts if fold(text) in {fold(f"~{one}"), fold(f"~{other}")}
    ]
    assert found(f"x~{quoted(one)}", texts) == [text for text in texts if fold(one) in fold(text)]


@examples(60)
@given(st.lists(TEXTS, min_size=1))
def test_values_come_back_from_their_quotes(texts: list[str]) -> None:
    assert split_values(", ".join(map(quoted, texts))) == tuple(
        Wanted(text, is_quoted=True) for text in texts
    )


@given(TEXTS)
def test_a_field_comes_back_from_its_quotes(name: str) -> None:
    assert split_clause(f"{quoted(name)}=1")[:2] == (name, "=")


TYPED: dict[str, tuple[Sequence[Value], str, Sequence[Value]]] = {
    "lengths": (["5:36", "12:00", "PT20M38S", "1:02:03"], "x>=10:00", ["12:00", "PT20M38S", "1:02:03"]),
    "lengths as people say them": (["5:36", "12:00"], "x<6m", ["5:36"]),
    "a range of lengths": (["5:36", "12:00", "0:30"], "x=1:00..6:00", ["5:36"]),
    "the same length": (["5:36", "0:05:36"], "x=5:36", ["5:36", "0:05:36"]),
    "versions": (["v1.9", "v1.10", "v2"], "x>v1.9", ["v1.10", "v2"]),
    "a version before its release": (["v1.10-rc1", "v1.10"], "x<v1.10", ["v1.10-rc1"]),
    "dates": (["2026-11-20", "2026-11-21", "2026-11-22"], "x<today", ["2026-11-20"]),
    "a month": (["2026-10-31", "2026-11-01", "2026-11-30 23:59", "2026-12"], "x=2026-11", ["2026-11-01", "2026-11-30 23:59"]),
    "a time": (["2026-11-01 09:00", "2026-11-01T18:30:00Z"], "x>2026-11-01 12:00", ["2026-11-01T18:30:00Z"]),
    "from a year on": (["1999", "2000-01-01", 2001], "x>=2000", ["2000-01-01", 2001]),
    "years alone": ([1999, 2001], "x>=2000", [2001]),
    "up to a month": (["2026-10", "2026-11-15", "2026-12-01"], "x=..2026-11", ["2026-10", "2026-11-15"]),
    "a word among dates": (["tba", "2026-01-01", "2026-02-01"], "x=tba", ["tba"]),
    "a word among dates has no order": (["tba", "2026-01-01", "2026-02-01"], "x>2025", ["2026-01-01", "2026-02-01"]),
    "dots in a text": (["wait...", "wait"], "x=wait...", ["wait..."]),
    "texts": (["A minor", "C major", "D"], "x=a MINOR, D", ["A minor", "D"]),
    "one of a list": ([("Ana", "Bo"), ("Cy",)], "x=bo", [("Ana", "Bo")]),
    "nothing": (["a", "", ()], "x=", ["", ()]),
    "something": (["a", "", ()], "x!=", ["a"]),
    "no numbers": (["12.5.1", "3.10.2"], "x>3.9", ["12.5.1", "3.10.2"]),
    "true": ([True, False], "x=true", [True]),
}  # fmt: skip


@pytest.mark.parametrize(("values", "condition", "expected"), TYPED.values(), ids=TYPED)
def test_values_compare_as_what_those_of_their_field_are(
    values: Sequence[Value], condition: str, expected: Sequence[Value]
) -> None:
    assert found(condition, values) == [*expected]


LINKS: Value = ({"name": "Bandcamp", "url": "https://b.example"}, {"name": "Spotify"})
PARTS: dict[str, tuple[Value, str, bool]] = {
    "a part of a mapping": ({"spotify": "abc"}, "x.spotify=ABC", True),
    "in another spelling": ({"Spotify ID": "abc"}, "X.spotify_id=abc", True),
    "a part that is absent": ({"spotify": "abc"}, "!x.spotify", False),
    "one of a list of mappings": (LINKS, "x.name=spotify", True),
    "none of them": (LINKS, "x.name=soundcloud", False),
    "two levels": ({"store": {"price": 9}}, "x.store.price>8", True),
}


@pytest.mark.parametrize(("value", "condition", "holds"), PARTS.values(), ids=PARTS)
def test_conditions_reach_into_mappings(value: Value, condition: str, holds: bool) -> None:
    assert bool(found(condition, [value])) == holds


def test_a_field_with_a_dot_in_its_name_is_that_field() -> None:
    assert found("mix.version=2", [1, 2], "mix.version") == [2]


REFUSED = {
    "x>fast": "--where x: 'fast' is not a number; write one such as 120",
    "x=fast..": "--where x: 'fast' is not a number; write one such as 120",
    "x=9..3": "--where x: 9..3 ends before it starts; write 3..9",
    "x>3..9": "--where x: >3..9 is not a comparison; write a range after =, as in =3..9",
    "x>3,4": "--where x>3,4 has several values; write one, or x=A,B",
    'x="3': """--where: '"3' is not a list of values; write A,B or "one, with a comma\"""",
    'x="a" b': """--where: '"a" b' is not a list of values; write A,B or "one, with a comma\"""",
    "x=1,,2": "--where: '1,,2' is not a list of values; write A,B or \"one, with a comma\"",
    "x>1 and x<3": "--where 'x>1 and x<3' is two conditions; write --where 'x>1' --where 'x<3'; for one of several values, write KEY=A,B",
    "x>1 and x<3 or x=7": "--where 'x>1 and x<3 or x=7' is 3 conditions; for all, write --where 'x>1' --where 'x<3' --where x=7; for one of several values, write KEY=A,B",
    "x=1 or 2": "--where x: '1 or 2' is several values; write 1,2",
    "x!=1 | 2": "--where x: '1 | 2' is several values; write 1,2",
    "x<1 or x>3": "--where 'x<1 or x>3' is two conditions; for both, write --where 'x<1' --where 'x>3'; for one of several values, write KEY=A,B",
    "x in (1, 2)": "--where 'x in (1, 2)' is not a condition; write --where 'x=1, 2'",
    "x between 1 and 2": "--where 'x between 1 and 2' is not a condition; write --where x=1..2",
    "x is not 3": "--where 'x is not 3' is not a condition; write --where 'x!=3'",
    "x 3": "--where 'x 3' is not a condition; write --where x=3",
    "x: >= 3": "unknown field 'x:'; did you mean 'x'?",
    "X: a b": "--where 'X: a b' is not a condition; write --where 'X=a b'",
    "x exists": "--where 'x exists' is not a condition; write --where x",
    "x is empty": "--where 'x is empty' is not a condition; write --where '!x'",
    "x Missing": "--where 'x Missing' is not a condition; write --where '!x'",
    "y 3": "unknown field 'y 3'; choose from 'x'",
    "not x": "--where 'not x' is not a condition; write --where '!x'",
    "!x=3": "--where '!x=3' is not a condition; write --where 'x!=3'",
    "!x>3": "--where '!x>3' is not a condition; write --where 'x<=3'",
    "x=>3": "--where 'x=>3' is not a condition; write --where 'x>=3'",
}  # fmt: skip


@pytest.mark.parametrize(("condition", "message"), REFUSED.items(), ids=REFUSED)
def test_what_could_only_select_nothing_is_refused(condition: str, message: str) -> None:
    with pytest.raises(Exception) as error:
        found(condition, [1, 2, 3])
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "x is null": ["!x"],
        "x is empty": ["!x"],
        "x is not none": ["x"],
        "x exists": ["x"],
        "has x": ["x"],
        "x missing": ["!x"],
        "not x=3": ["x!=3"],
        "not x>2": ["x<=2"],
        "x not between 2 and 3": ["x!=2..3"],
        "x at least 2": ["x>=2"],
        "x over 2": ["x>2"],
        "x before 2": ["x<2"],
        "x===2": ["x=2"],
        "x:=2": ["x=2"],
        "x≥2": ["x>=2"],
        "x ≠ 2": ["x!=2"],
        "2<x": ["x>2"],
        "1<x<3": ["x>1", "x<3"],
        "3 >= x > 1": ["x<=3", "x>1"],
    }.items(),
    ids=str,
)
def test_a_condition_of_another_language_is_answered_with_those_that_mean_it(
    typed: str, meant: list[str]
) -> None:
    with pytest.raises(UsageError) as error:
        found(typed, [1, 2, 3])
    options = shell.join([word for one in meant for word in ("--where", one)])
    assert str(error.value).endswith(f" is not a condition; write {options}")
    assert [found(one, [1, 2, 3]) for one in meant]


@pytest.mark.parametrize("typed", ["x not like 2", "x doesn't contain 2"])
def test_words_that_no_condition_means_are_answered_with_none(typed: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown field"):
        found(typed, [1, 2, 3])
