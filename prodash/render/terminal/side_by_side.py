"""Side by side: short texts in columns, as `ls` shows the files of a folder."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from prodash.render.terminal.width import pad, width

T = TypeVar("T")

_GAP = 2
_LEAST = 4
"""The columns that a text takes at least."""


def side_by_side(texts: Sequence[str], room: int, most: int | None = None) -> list[str]:
    """*texts* in lines of *room* columns, read from top to bottom.

    There are *most* lines at most; then the last text says how many are missing: `+27 more`.
    """
    widths = [*map(width, texts)]
    for columns in range(max(min(len(texts), room // (_LEAST + _GAP)), 1), 0, -1):
        height = min(-(-len(texts) // columns), most or len(texts))
        shown = min(height * columns, len(texts))
        more = _more(len(texts), shown)
        kept = widths[: shown - bool(more)] + [len(more)] * bool(more)
        wide = [max(part) for part in _parts(kept, height)]
        if columns == 1 or sum(wide) + _GAP * (len(wide) - 1) <= room:
            return [*_lines([*texts[: shown - bool(more)], *([more] if more else [])], wide, height)]
    return []


def fits_side_by_side(texts: Sequence[str], room: int, most: int) -> bool:
    """Whether all *texts* fit in *most* lines."""
    return len(texts) <= most * max(room // (_LEAST + _GAP), 1) and len(side_by_side(texts, room)) <= most


def _more(total: int, shown: int) -> str:
    """What stands in the last of the places for texts if they are too few; else an empty text."""
    return f"+{total - shown + 1:,} more" if shown < total else ""


def _parts(items: Sequence[T], height: int) -> list[Sequence[T]]:
    return [items[start : start + height] for start in range(0, len(items), height)]


def _lines(texts: Sequence[str], widths: Sequence[int], height: int) -> Iterator[str]:
    for row in range(height):
        cells = zip(texts[row::height], widths, strict=False)
        yield (" " * _GAP).join(pad(text, wide) for text, wide in cells).rstrip()
