"""Candidates: what a word of the command line can become."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST = 1000
"""How many are offered; of more, the beginnings that they have in common are."""


class Candidate(NamedTuple):
    """One word to offer; it `goes_on` where more is to be typed behind it, without a space."""

    value: str
    help: str = ""
    goes_on: bool = False


def beginning_with(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that begin with *typed*, whatever its case, each value once, and at most MOST of them."""
    start = typed.casefold()
    found = {c.value: c for c in candidates if c.value.casefold().startswith(start)}
    if len(found) <= MOST:
        return list(found.values())
    return _beginnings(list(found))


def part_typed(typed: str, between: Sequence[str]) -> tuple[str, str]:
    """*typed*, parted behind the last of the signs between values."""
    cut = max((end + len(sign) for sign in between if (end := typed.rfind(sign)) >= 0), default=0)
    return typed[:cut], typed[cut:]


def _beginnings(values: Sequence[str]) -> list[Candidate]:
    """The longest beginnings of *values* that are few enough to offer."""
    first, last = min(values), max(values)
    length = (
        next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
        + 1
    )
    starts = {value[:length] for value in values}
    while len(longer := {value[: length + 1] for value in values}) <= MOST:
        starts, length = longer, length + 1
    return [Candidate(start, goes_on=True) for start in sorted(starts)[:MOST]]
