"""Apportion: columns of a bar divided in proportion to counts."""

from collections.abc import Sequence


def apportioned(counts: Sequence[int], length: int) -> tuple[int, ...]:
    """*length* columns divided in proportion to *counts*; each count above 0 gets one at least, if possible.

    Columns are given out one by one: to a count without any, else to the count with the fewest for its size.
    """

    def claim(number: int) -> tuple[bool, float]:
        # 0.5 rounds to the nearest: 1 would favour large counts, 0 small ones.
        return counts[number] > 0 and not parts[number], counts[number] / (parts[number] + 0.5)

    parts = [0] * len(counts)
    for _ in range(length if any(counts) else 0):
        parts[max(range(len(counts)), key=claim)] += 1
    return tuple(parts)
