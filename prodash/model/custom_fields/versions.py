"""Versions: names such as `v1.9`, `2.0.1` and `v1.10-rc1`, in the order in which they are made."""

import re
from typing import Any

_VERSION = re.compile(
    r"v ?(\d{1,9}(?:\.\d{1,9}){0,5})(.*)|(\d{1,9}(?:\.\d{1,9}){0,5})([-+_ ]?[a-z]\w*)?",
    re.IGNORECASE | re.ASCII,
)
_SUFFIX = re.compile(r"[-+._ ]?[a-z0-9]+(?:[-+._ ][a-z0-9]+)*", re.IGNORECASE | re.ASCII)


def parse_version(text: str) -> tuple[Any, ...] | None:
    """The sort key of the version *text*, or None: `v1.9` before `v1.10-rc1` before `v1.10`."""
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        return None
    numbers, suffix = match[1] or match[3], match[2] or match[4] or ""
    if suffix and not _SUFFIX.fullmatch(suffix):
        return None
    parts = [int(part) for part in numbers.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts), not suffix, *_natural(suffix.casefold())


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """*text* in pieces that compare as people count: `rc2` before `rc10`."""
    pieces = re.findall(r"\d+|[a-z]+", text)
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)
