"""Cells: how values are written to CSV cells, and that reading them gives the same values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.imports.cells import (
    cell_to_names,
    cell_to_text,
    cell_to_value,
    names_to_cell,
    text_to_cell,
    value_to_cell,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "[1]",
        '"x"',
        '{"a": 1}',
        " a",
        "a\t",
        "\r",
        "\x1b[31m",
        "null",
        "[",
        '"',
        "a\n",
        "\u3000b",
        "120",
        "true",
        "1.10",
        "\u2028",
    ]
)
NUMBERS = st.integers(-(10**16), 10**16) | st.booleans()
VALUES = st.recursive(
    TEXTS | NUMBERS | st.none(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)

CELLS: dict[str, tuple[Value, str]] = {
    "nothing": (None, ""),
    "an empty text": ("", '""'),
    "a text": ("Night Ferry", "Night Ferry"),
    "a text with commas and quotes": ('He said "no", twice', 'He said "no", twice'),
    "lines": ("one\n\ttwo\n", "one\n\ttwo\n"),
    "a text in quotes": ('"Heroes"', r'"\"Heroes\""'),
    "a text that is a list in JSON": ("[1, 2]", '"[1, 2]"'),
    "a text in brackets": ("[demo]", "[demo]"),
    "spaces at the ends": (" a ", '" a "'),
    "a control character": ("\x1b[31m", r'"\u001b[31m"'),
    "a character that changes the writing direction": ("a\u202eb", r'"a\u202eb"'),
    "a number": (120, "120"),
    "a number with a point": (1.5, "1.5"),
    "a text with digits": ("012", "012"),
    "a boolean": (True, "true"),
    "a list": (("a", 1, None), '["a", 1, null]'),
    "a list in a list": (("é", ("b",)), '["é", ["b"]]'),
    "a group of keys": ({"a": {"b": False}}, '{"a": {"b": false}}'),
    "an empty list": ((), "[]"),
}


@pytest.mark.parametrize(("value", "cell"), CELLS.values(), ids=CELLS)
def test_a_value_has_one_cell_and_survives_the_round_trip(value: Value, cell: str) -> None:
    assert value_to_cell(value) == cell
    assert repr(cell_to_value(cell)) == repr(value)


TYPED: dict[str, tuple[str, Value]] = {
    "spaces at the ends": (" 120\t", 120),
    "blank": (" ", None),
    "a number that would change": ("1.10", "1.10"),
    "a number that would change, in JSON": ("[1.10, 1e5, 1E400]", ("1.10", "1e5", "1E400")),
    "not a number in JSON": ("[NaN]", "[NaN]"),
    "a duplicate key": ('{"a": 1, "a": 2}', '{"a": 1, "a": 2}'),
    "half a character": (r'["\ud800"]', r'["\ud800"]'),
    "a whole character in two halves": (r'"\ud83c\udf31"', "🌱"),
    "JSON that is never closed": ("[1, 2", "[1, 2"),
    "JSON that is nested too deep": ("[" * 100_000, "[" * 100_000),
    "a formula": ("=SUM(A1)", "=SUM(A1)"),
    "a number of many digits": (f"[{'9' * 5000}]", ("9" * 5000,)),
}


@pytest.mark.parametrize(("cell", "value"), TYPED.values(), ids=TYPED)
def test_a_typed_cell_is_parsed_or_stays_text(cell: str, value: Value) -> None:
    assert repr(cell_to_value(cell)) == repr(value)


@given(VALUES)
def test_every_value_survives_the_round_trip(value: Value) -> None:
    found = cell_to_value(value_to_cell(value))
    expected = parse_scalar(value) if isinstance(value, str) and value else value
    assert repr(found) == repr(expected)
    assert value_to_cell(found) == value_to_cell(value)


@given(TEXTS)
def test_every_typed_cell_means_the_same_as_its_canonical_cell(cell: str) -> None:
    value = cell_to_value(cell)
    assert repr(cell_to_value(value_to_cell(value))) == repr(value)


NAMES: dict[str, tuple[tuple[str, ...], str]] = {
    "none": ((), ""),
    "one": (("mixing",), "mixing"),
    "several": (("mixing", "rework"), "mixing, rework"),
    "a comma": (("Tom, Dick",), '["Tom, Dick"]'),
    "a quote": (('7" mix', "b"), r'["7\" mix", "b"]'),
    "spaces at the ends": ((" a",), '[" a"]'),
    "like JSON": (("[]",), '["[]"]'),
    "digits": (("1999", "2001"), "1999, 2001"),
}


@pytest.mark.parametrize(("names", "cell"), NAMES.values(), ids=NAMES)
def test_names_have_one_cell_and_survive_the_round_trip(names: tuple[str, ...], cell: str) -> None:
    assert names_to_cell(names) == cell
    assert cell_to_names(cell) == names


def test_commas_separate_names_with_or_without_spaces() -> None:
    assert cell_to_names(" mixing ,rework,, ") == ("mixing", "rework")
    assert cell_to_names("[1, 2]") == ("[1", "2]")


@given(st.lists(TEXTS).map(tuple))
def test_all_names_survive_the_round_trip(names: tuple[str, ...]) -> None:
    assert cell_to_names(names_to_cell(names)) == names
    assert all(as_text(name) == name for name in names)


ONE_TEXT: dict[str, tuple[str, str]] = {
    "nothing": ("", ""),
    "a text": ("Night Ferry", "Night Ferry"),
    "spaces at the ends": (" a ", " a "),
    "lines": ("one\n\ttwo\n", "one\n\ttwo\n"),
    "quotes": ('"Heroes"', '"Heroes"'),
    "a list in JSON": ("[1]", "[1]"),
    "escapes of ordinary characters": (r'"\u0041"', r'"\u0041"'),
    "a control character": ("\x1b[31m", r'"\u001b[31m"'),
    "a line separator": ("a\u2028b", r'"a\u2028b"'),
    "like a text that is escaped": (r'"\u001b[31m"', r'"\"\\u001b[31m\""'),
    "blank": ("\t", r'"\t"'),
}


@pytest.mark.parametrize(("text", "cell"), ONE_TEXT.values(), ids=ONE_TEXT)
def test_a_printable_text_is_its_own_cell(text: str, cell: str) -> None:
    assert text_to_cell(text) == cell
    assert cell_to_text(cell) == text


@given(TEXTS | TEXTS.map(value_to_cell) | TEXTS.map(lambda text: value_to_cell(value_to_cell(text))))
def test_every_text_survives_the_round_trip(text: str) -> None:
    assert cell_to_text(text_to_cell(text)) == text
