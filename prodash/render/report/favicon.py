"""Favicon: the icon of the page as a data: address, with a bar for each of a few stages, as an equaliser has them."""

from collections.abc import Sequence
from urllib.parse import quote

_MOST_BARS = 5
_HEIGHTS = (14, 22, 28, 18, 10)
_SIDE, _ROOM, _GAP, _WIDEST_BAR = 32, 30, 1, 9
_NO_STAGES = "#838794"
_EDGE = "#8a8f98"
"""Visible on light and on dark tabs, whatever colour a bar has."""


def favicon(colours: Sequence[str]) -> str:
    """The icon for stages with these *colours*, or for some of them from the first to the last."""
    shown = _some(colours) or [_NO_STAGES] * _MOST_BARS
    step = min(_ROOM / len(shown), _WIDEST_BAR + _GAP)
    start = (_SIDE - len(shown) * step + _GAP) / 2
    bars = "".join(
        f'<rect x="{start + number * step:g}" y="{(_SIDE - height) / 2:g}" '
        f'width="{step - _GAP:g}" height="{height}" rx="1.5" fill="{colour}"/>'
        for number, (colour, height) in enumerate(zip(shown, _HEIGHTS, strict=False))
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}"><g stroke="{_EDGE}">{bars}</g></svg>'
    return f"data:image/svg+xml,{quote(svg, safe='=/:')}"


def _some(colours: Sequence[str]) -> list[str]:
    if len(colours) <= _MOST_BARS:
        return [*colours]
    step = (len(colours) - 1) / (_MOST_BARS - 1)
    return [colours[round(number * step)] for number in range(_MOST_BARS)]
