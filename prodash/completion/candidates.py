"""Candidates: the words that completion offers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MAX_OFFERED = 1000
"""If there are more candidates than this, their common beginnings are offered instead."""


class Candidate(NamedTuple):
    """One word to offer; with `is_partial`, more can be typed after it without a space."""

    value: str
    help: str = ""
    is_partial: bool = False


def candidates_for(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those of *candidates* that begin with *typed*, ignoring case; each value once, at most MAX_OFFERED."""
    start = typed.casefold()
    matches = {c.value: c for c in candidates if c.value.casefold().startswith(start)}
    if len(matches) <= MAX_OFFERED:
        return list(matches.values())
    return _common_beginnings(list(matches))


def split_typed(typed: str, separators: Sequence[str]) -> tuple[str, str]:
    """*typed*, split after the last of the *separators*."""
    cut = max(
        (end + len(separator) for separator in separators if (end := typed.rfind(separator)) >= 0), default=0
    )
    return typed[:cut], typed[cut:]


def _common_beginnings(values: Sequence[str]) -> list[Candidate]:
    """The longest beginnings of *values* of which there are at most MAX_OFFERED."""
    first, last = min(values), max(values)
    length = (
        next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
        + 1
    )
    starts = {value[:length] for value in values}
    while len(longer := {value[: length + 1] for value in values}) <= MAX_OFFERED:
        starts, length = longer, length + 1
    return [Candidate(start, is_partial=True) for start in sorted(starts)[:MAX_OFFERED]]
