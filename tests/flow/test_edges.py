"""Edges of the bands of a column: true to the counts, in their order, and never two inside a row."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.flow.edges import cells, edges
from prodash.render.flow.labels import rows_of_labels

COLUMNS: dict[str, tuple[list[int], int, int, bool, tuple[int, ...]]] = {
    "nothing": ([0, 0], 0, 8, True, (0, 0)),
    "whole rows": ([2, 1, 1], 32, 8, False, (16, 24, 32)),
    "where they belong": ([3, 5], 16, 8, False, (6, 16)),
    "the lower one is nearer to the lower end": ([17, 3, 12], 32, 8, False, (16, 19, 32)),
    "the upper one is nearer to the upper end": ([20, 3, 9], 32, 8, False, (21, 24, 32)),
    "the one in the middle is at the end": ([18, 2, 2, 10], 32, 8, False, (14, 16, 18, 32)),
    "none on another": ([300, 1, 1, 300], 32, 8, True, (15, 16, 17, 32)),
    "too low, half of it to each neighbour": ([15, 1, 16], 16, 8, False, (8, 8, 16)),
    "too low, but in the last column": ([15, 1, 16], 16, 8, True, (8, 9, 16)),
    "no room but for the largest": ([1, 3, 2], 3, 8, True, (0, 3, 3)),
    "one sign to a row": ([5, 1, 2], 4, 1, True, (2, 3, 4)),
    "empty bands": ([0, 4, 0, 4, 0], 8, 8, False, (0, 4, 4, 8, 8)),
}
"""Counts, the height, the parts of a row, whether it is the last column, and the edges."""


@pytest.mark.parametrize(("counts", "height", "in_row", "is_last", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_bands_end_where_they_belong(
    counts: list[int], height: int, in_row: int, is_last: bool, expected: tuple[int, ...]
) -> None:
    assert edges(counts, height, in_row, is_last=is_last) == expected


@given(
    st.lists(st.integers(0, 9) | st.integers(0, 9_999), min_size=1, max_size=12).filter(any),
    st.integers(1, 16),
    st.integers(0, 7),
    st.sampled_from([1, 8]),
    st.booleans(),
)
def test_a_column_is_as_high_as_its_total_keeps_the_order_and_loses_no_band_that_has_room(
    counts: list[int], rows: int, less: int, in_row: int, is_last: bool
) -> None:
    height = rows * in_row - less * (in_row > 1)
    column = edges(counts, height, in_row, is_last=is_last)
    assert column[-1] == height
    assert [*column] == sorted(column)
    inside = [edge // in_row for edge in {*column} if edge % in_row]
    assert len(inside) == len({*inside})
    assert all(count for count, band in zip(counts, heights(column), strict=True) if band)
    if is_last and sum(map(bool, counts)) <= rows - (less > 0):
        assert [*map(bool, heights(column))] == [*map(bool, counts)]
    drawn = [0] * len(counts)
    for cell in cells(column, rows, in_row):
        for band, parts in ((cell.lower, cell.parts), (cell.upper, in_row - cell.parts)):
            drawn[band or 0] += parts if band is not None else 0
    assert drawn == heights(column)


@given(st.lists(st.integers(8, 40), min_size=1, max_size=6))
def test_bands_of_a_row_or_more_are_exactly_where_they_belong(bands: list[int]) -> None:
    column = edges(bands, sum(bands), 8)
    assert column[-1] == sum(bands)
    # Only the highest edge, which stays, can be inside the row of another one.
    assert heights(column)[:-2] == bands[:-2]


@given(st.lists(st.integers(0, 300), min_size=1, max_size=12).filter(any), st.integers(1, 16))
def test_labels_keep_the_order_and_the_highest_areas_have_one(counts: list[int], rows: int) -> None:
    column = edges(counts, rows * 8, 8, is_last=True)
    placed = rows_of_labels(column, rows, 8)
    assert [*placed] == sorted(placed)
    assert [*placed.values()] == sorted({*placed.values()})
    assert {*placed.values()} <= {*range(rows)}
    assert len(placed) == min(rows, len(counts))
    unnamed = [height for number, height in enumerate(heights(column)) if number not in placed]
    assert max(unnamed, default=0) <= min(heights(column)[number] for number in placed)


def test_a_label_stands_in_the_middle_of_its_area() -> None:
    assert rows_of_labels((40, 64, 128), 16, 8) == {0: 2, 1: 6, 2: 12}
    assert rows_of_labels((8, 9, 10, 16), 2, 8) == {0: 0, 3: 1}
    assert rows_of_labels((100, 104, 108, 128), 16, 8) == {0: 6, 1: 12, 2: 13, 3: 14}


def heights(column: Sequence[int]) -> list[int]:
    """The height of each band."""
    return [upper - lower for lower, upper in pairwise((0, *column))]
