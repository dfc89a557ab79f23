"""Finished: how many tracks were finished each week, as a row of bars and in words."""

# Finished each week  ▃·▃··▅▃█·▃··▅  9 in 13 weeks, none in 6 of them, at most 3

from collections.abc import Sequence
from itertools import groupby

from prodash.model.forecast.throughput import Throughput
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look, paint
from prodash.render.terminal.width import flow
from prodash.render.terminal.words import pluralise

TITLE = "Finished each week"
_GAP = "  "
_NONE, _BARS = "·", "▁▂▃▄▅▆▇█"
_EARLIER = "…"


def finished_lines(throughput: Throughput, colour: str, screen: Screen) -> list[str]:
    """The finishes of each week as bars of this *colour*, the newest at the right, and their number in words.

    The bars stand below the words if there is no room beside them, apart if they can; if even that is too narrow, early
    weeks are left out.
    """
    counts, words = throughput.counts, finished_words(throughput)
    head = paint(TITLE, BOLD, screen.depth)
    if len(TITLE) + len(counts) + len(words) + 2 * len(_GAP) <= screen.columns:
        bars = _bars(counts, len(counts), colour, screen.depth)
        return [_GAP.join(filter(None, (head, bars, words)))]
    gap = " " * (2 * len(counts) <= screen.columns)
    bars = _bars(counts, screen.columns, colour, screen.depth, gap)
    return [*flow([head, words], _GAP, screen), *([bars] if bars else [])]


def finished_words(throughput: Throughput) -> str:
    """The finishes in words: `9 in 13 weeks, none in 6 of them, at most 3`."""
    counts = throughput.counts
    if not counts:
        return "no whole week yet"
    weeks, without = pluralise(len(counts), "week"), counts.count(0)
    if not throughput.total:
        return f"none in {weeks}"
    none = f", none in {without:,} of them" if without else ""
    return f"{throughput.total:,} in {weeks}{none}" + (
        f", at most {max(counts):,}" if len(counts) > 1 else ""
    )


def _bars(counts: Sequence[int], room: int, colour: str, depth: Depth, gap: str = "") -> str:
    """A bar for each count, the highest for the largest; a dot stands for none, and an ellipsis for earlier ones."""
    shown = counts if len(counts) <= room else counts[len(counts) - room + 1 :]
    most = max(shown, default=0)
    signs = gap.join(_BARS[-(-8 * count // most) - 1] if count else _NONE for count in shown)
    earlier = paint(_EARLIER, DIM, depth) if len(shown) < len(counts) else ""
    runs = ((is_none, "".join(run)) for is_none, run in groupby(signs, _NONE.__eq__))
    look = Look(foreground=colour) if colour else PLAIN
    return earlier + "".join(paint(run, DIM if is_none else look, depth) for is_none, run in runs)
