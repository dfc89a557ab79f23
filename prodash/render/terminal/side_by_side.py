"""Side by side: short texts in columns, as `ls` shows the files of a folder."""

from collections.abc import Iterator, Sequence

from prodash.render.terminal.width import pad, width

_GAP = 2
_LEAST = 4
"""The columns that a text takes at least."""


def side_by_side(texts: Sequence[str], room: int, most: int | None = None) -> list[str]:
    """*texts* in lines of *room* columns, read from top to bottom.

    There are *most* lines at most; then the last text says how many are missing: `+27 more`.
    """
    for columns in range(max(min(len(texts), room // (_LEAST + _GAP)), 1), 0, -1):
        height = min(-(-len(texts) // columns), most or len(texts))
        parts = _parts(_within(texts, height * columns), height)
        widths = [max(map(width, part)) for part in parts]
        if columns == 1 or sum(widths) + _GAP * (len(widths) - 1) <= room:
            return [*_lines(parts, widths, height)]
    return []


def fits_side_by_side(texts: Sequence[str], room: int, most: int) -> bool:
    """Whether all *texts* fit in *most* lines."""
    return len(side_by_side(texts, room)) <= most


def _within(texts: Sequence[str], number: int) -> Sequence[str]:
    """The first *number* of *texts*; if that is not all, the last one counts the rest."""
    if len(texts) <= number:
        return texts
    return [*texts[: number - 1], f"+{len(texts) - number + 1:,} more"]


def _parts(texts: Sequence[str], height: int) -> list[Sequence[str]]:
    return [texts[start : start + height] for start in range(0, len(texts), height)]


def _lines(parts: Sequence[Sequence[str]], widths: Sequence[int], height: int) -> Iterator[str]:
    for row in range(height):
        cells = [(part[row], wide) for part, wide in zip(parts, widths, strict=True) if row < len(part)]
        yield (" " * _GAP).join(pad(text, wide) for text, wide in cells).rstrip()
