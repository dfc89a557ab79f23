"""Apportion: columns of a bar divided in proportion to counts."""

from collections.abc import Sequence


def apportioned(counts: Sequence[int], length: int) -> tuple[int, ...]:
    """*length* columns divided in proportion to *counts*; each count above 0 gets one at least, if possible.

    Parts are rounded to the nearest column.  As long as they are too short together, the part that is shortest for
    its count grows; as long as they are too long, the part that is longest for its count shrinks.
    """
    total = sum(counts)
    parts = [max(round(length * count / total), 1) if count else 0 for count in counts]
    numbers = [number for number, count in enumerate(counts) if count]

    def claim(number: int) -> float:
        # 0.5 rounds to the nearest: 1 would favour large counts, 0 small ones.
        return counts[number] / (parts[number] + 0.5)

    def excess(number: int) -> tuple[bool, float]:
        return parts[number] > 1, parts[number] and (parts[number] - 0.5) / counts[number]

    while numbers and sum(parts) < length:
        parts[max(numbers, key=claim)] += 1
    while sum(parts) > length:
        parts[max(reversed(numbers), key=excess)] -= 1
    return tuple(parts)
