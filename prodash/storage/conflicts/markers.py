"""Markers: a text with git's conflict markers as the texts of both sides.

<<<<<<< main          7 or more of one character at the start of a line, then a label
stage: mixing
||||||| 3f2a1c0       only if git shows what both sides began with
stage: recorded
=======
stage: published
>>>>>>> anna
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodash.storage.merge.pieces import Labels

_OPENING = re.compile(r"(<{7,})(?: (.*))?\n")


class Region(NamedTuple):
    """The lines between the markers of one conflict; `base` is None if git does not show it."""

    ours: str
    base: str | None
    theirs: str


class Marked(NamedTuple):
    """A text with conflicts: the text between them, the conflicts, the labels of the markers, and the line of the first."""

    parts: tuple[str | Region, ...]
    labels: Labels
    line: int

    @property
    def shows_base(self) -> bool:
        """Whether each conflict has its base."""
        return all(part.base is not None for part in self.parts if isinstance(part, Region))

    @property
    def ours(self) -> str:
        """The text with our side of each conflict."""
        return "".join(part if isinstance(part, str) else part.ours for part in self.parts)

    @property
    def base(self) -> str:
        """The text with the base of each conflict, as far as git shows it."""
        return "".join(part if isinstance(part, str) else part.base or "" for part in self.parts)

    @property
    def theirs(self) -> str:
        """The text with their side of each conflict."""
        return "".join(part if isinstance(part, str) else part.theirs for part in self.parts)


def read_marked(text: str) -> Marked | None:
    """The conflicts in *text*, whose lines end with line feeds; None if it has none, or one without its end."""
    rest = iter([(number, f"{line}\n") for number, line in enumerate(text.split("\n")[:-1], 1)])
    parts: list[str | Region] = []
    labels, first = Labels(), 0
    for number, line in rest:
        opening = _OPENING.fullmatch(line)
        if not opening:
            parts.append(line)
            continue
        found = _region(rest, len(opening[1]))
        if found is None:
            return None
        region, base_label, their_label = found
        parts.append(region)
        if not first:
            first = number
            labels = Labels(opening[2] or "", base_label, their_label, len(opening[1]))
    return Marked(tuple(parts), labels, first) if first else None


def _region(lines: Iterator[tuple[int, str]], size: int) -> tuple[Region, str, str] | None:
    """The conflict whose lines follow, with the labels of its base and of their side; None if it does not end."""
    texts: dict[str, list[str]] = {"<": []}
    base_label, side = "", "<"
    for _, line in lines:
        sign, label = _marker(line, size)
        if sign == ">" and side == "=":
            base = "".join(texts["|"]) if "|" in texts else None
            return Region("".join(texts["<"]), base, "".join(texts["="])), base_label, label
        if sign in ("|", "=") and sign not in texts and side != "=":
            side, texts[sign] = sign, []
            base_label = label if sign == "|" else base_label
        else:
            texts[side].append(line)
    return None


def _marker(line: str, size: int) -> tuple[str, str]:
    """The character and the label of a marker of *size* characters; empty if *line* is none."""
    sign, rest = line[:1], line[size:]
    if sign in "|=>" and line[:size] == sign * size and rest[:1] in (" ", "\n"):
        return sign, rest.strip()
    return "", ""
