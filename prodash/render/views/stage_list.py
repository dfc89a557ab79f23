"""Stage list: what each stage means and how many tracks it has."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.names.names import loose_key
from prodash.model.views.breakdown import StageCount
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, flow, width

_GAP = "  "
_HEADER, _MEANING = "stage tracks", "meaning"
_RULE = "─"
_STAGE_SHARE = 0.4
_MIN_MEANING_WIDTH = 30
_KINDS = {
    StageKind.ACTIVE: "active",
    StageKind.FINISHED: "finished: never overdue",
    StageKind.ARCHIVED: "archived: left out of views",
}


class _Row(NamedTuple):
    """A stage: its badge, the number of its tracks, and the lines about its meaning."""

    badge: str
    tracks: str
    meaning: Sequence[str]


def stage_list(counts: Sequence[StageCount], screen: Screen, *, verbose: bool) -> str:
    """For each stage a badge, the number of its tracks, and what it means: beside it, or below on a narrow screen.

    Ids and kinds are shown where they say something new, and all of them, with the colours, if *verbose*.
    """
    if not counts:
        return ""
    digits = len(f"{max(counted.tracks for counted in counts):,}")
    badges = _badges(counts, digits, screen)
    digits = max(digits, len(_HEADER) - width(badges[0]) - len(_GAP))
    taken = width(badges[0]) + digits + 2 * len(_GAP)
    is_beside = screen.width is None or screen.width - taken >= _MIN_MEANING_WIDTH
    indent = taken if is_beside else len(_GAP)
    room = screen if screen.width is None else screen._replace(width=max(screen.width - indent, 1))
    rows = [
        _Row(badge, _number(counted.tracks, digits, screen), _meaning(counted.stage, room, verbose=verbose))
        for badge, counted in zip(badges, counts, strict=True)
    ]
    header = _header(rows, screen, is_beside=is_beside)
    return "\n".join([*header, *(line for row in rows for line in _lines(row, indent, is_beside=is_beside))])


def _lines(row: _Row, indent: int, *, is_beside: bool) -> Iterator[str]:
    """The lines of *row*; what is not beside the number of tracks has an *indent*."""
    first = row.meaning[:1] if is_beside else []
    yield _GAP.join([row.badge, row.tracks, *first])
    yield from (" " * indent + line for line in row.meaning[len(first) :])


def _badges(counts: Sequence[StageCount], digits: int, screen: Screen) -> list[str]:
    """The stages as badges of one width; on most screens none is cut."""
    room = None
    if screen.width is not None:
        most = screen.width - digits - len(_GAP)
        room = min(max(int(screen.width * _STAGE_SHARE), _MIN_MEANING_WIDTH), most)
    show = badge_column([counted.stage for counted in counts], screen, room)
    return [show(counted.stage) for counted in counts]


def _header(rows: Sequence[_Row], screen: Screen, *, is_beside: bool) -> list[str]:
    """The names of the columns above rules, as in a table; one rule is for stage and tracks, which share their room."""
    meaning = max((width(line) for row in rows for line in row.meaning), default=0) if is_beside else 0
    beside = width(rows[0].badge) + len(_GAP) + width(rows[0].tracks)
    stage, tracks = _HEADER.split()
    names, rule = stage + f"{tracks:>{beside - len(stage)}}", _RULE * beside
    if meaning:
        names, rule = f"{names}{_GAP}{_MEANING}", rule + _GAP + _RULE * max(meaning, len(_MEANING))
    lines = [names, rule]
    return [paint(line, DIM, screen.depth) for line in lines]


def _number(tracks: int, digits: int, screen: Screen) -> str:
    return paint(f"{tracks:>{digits},}", BOLD if tracks else DIM, screen.depth)


def _meaning(stage: Stage, room: Screen, *, verbose: bool) -> Sequence[str]:
    """The description of *stage*, and what else there is to say, in lines that fit *room*."""
    facts = [
        stage.id if verbose or loose_key(stage.id) != loose_key(stage.name) else "",
        stage.colour if verbose else "",
        _KINDS[stage.kind] if verbose or not stage.is_active else "",
    ]
    foot = paint(" · ".join(clean(fact) for fact in facts if fact), DIM, room.depth)
    return flow([part for part in (clean(stage.description), foot) if part], _GAP, room)
