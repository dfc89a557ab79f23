"""Change preview: a plan on one screen: what happens to how many tracks, then their titles, then single tracks."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.change import Subject
from prodash.model.plan.plan import ChangePlan
from prodash.render.changes.blocks import Block, fit_blocks
from prodash.render.changes.groups import ChangeGroup, GroupedPlan, group_plan
from prodash.render.changes.heads import group_heads
from prodash.render.changes.rows import subject_rows
from prodash.render.changes.subjects import Subjects
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.side_by_side import fits_side_by_side, side_by_side
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import shorten, shorten_middle, width

_USUAL_HEIGHT = 24
_AROUND = 5
"""The lines of the screen for the command, the question and a warning."""

_LEAST = 5
"""The lines that a preview may have on the smallest screen."""

_INDENT = "  "

_CUT, _LEAST_CUT, _GAP = 32, 24, 2
"""The columns to which long titles are cut if that makes room for all of them, and those between two titles."""


def plan_preview(
    plan: ChangePlan, catalogue: Catalogue, screen: Screen, today: date, *, whole: bool
) -> list[str]:
    """*plan* for people, on a screen with a width; with *whole*, every track and every value in full."""
    subjects = Subjects(plan, catalogue, today)
    groups = group_plan(plan, catalogue, subjects, whole=whole)
    blocks = [
        *_rows(groups.entries, subjects, screen, whole=whole),
        *_alike(groups, subjects, screen, whole=whole),
        *_titled(groups.files, subjects, screen, whole=whole),
        *_rows(groups.single, subjects, screen, whole=whole),
    ]
    most = max((screen.height or _USUAL_HEIGHT) - _AROUND, _LEAST)
    return fit_blocks(blocks, screen, None if whole else most)


def _alike(groups: GroupedPlan, subjects: Subjects, screen: Screen, *, whole: bool) -> Iterator[Block]:
    """The blocks of the tracks that change alike; if they do in several fields, their titles are below all of those."""
    if whole or len(groups.alike) < 2 or len(groups.fields) < 2:  # noqa: PLR2004 (one of each needs no summary)
        yield from _titled(groups.alike, subjects, screen, whole=whole)
        return
    for head in group_heads(groups.alike, screen, whole=whole, together=True):
        yield Block(head, lambda _: (), leaves_out=True)
    yield Block((), _titles(subjects.sorted(groups.subjects), subjects, screen))


def _titled(
    groups: Sequence[ChangeGroup], subjects: Subjects, screen: Screen, *, whole: bool
) -> Iterator[Block]:
    """A block for each of *groups*: what happens to its tracks, and below it their titles."""
    for group, head in zip(groups, group_heads(groups, screen, whole=whole), strict=True):
        yield Block(head, _titles(group.subjects, subjects, screen))


def _titles(
    tracks: Sequence[Subject], subjects: Subjects, screen: Screen
) -> Callable[[int | None], list[str]]:
    """A function that gives the titles of *tracks* in columns, in a number of lines."""
    room = max(screen.columns - len(_INDENT), 1)
    most_across = max((room + _GAP) // (_LEAST_CUT + _GAP), 1)
    cuts = (_CUT, (room + _GAP) // most_across - _GAP)

    @cache
    def titles(columns: int) -> list[str]:
        return [_title(subject, subjects, screen, min(columns, room)) for subject in tracks]

    @cache
    def body(most: int | None) -> list[str]:
        fitting = (c for c in (room, *cuts) if not most or fits_side_by_side(titles(c), room, most))
        return [_INDENT + line for line in side_by_side(titles(next(fitting, cuts[-1])), room, most)]

    return body


def _title(subject: Subject, subjects: Subjects, screen: Screen, room: int) -> str:
    title, identifier = subjects.title(subject), subjects.needed_id(subject)
    if not identifier:
        return shorten(title, room)
    identifier = shorten_middle(identifier, max(room // 3, 1))
    title = shorten(title, max(room - width(identifier) - 1, 1))
    return f"{title} {paint(identifier, DIM, screen.depth)}"


def _rows(
    groups: Sequence[ChangeGroup], subjects: Subjects, screen: Screen, *, whole: bool
) -> Iterator[Block]:
    """A block of the lines of all *groups*; of those that do not fit, it says how many there are."""
    rows = subject_rows(groups, subjects, screen, whole=whole)
    if rows:
        yield Block((), lambda most: _within(rows, most))


def _within(rows: Sequence[Sequence[str]], most: int | None) -> list[str]:
    lines = [line for row in rows for line in row]
    if most is None or len(lines) <= most:
        return lines
    if len(rows) == 1:
        return [*lines[: most - 1], f"+{len(lines) - most + 1:,} more lines"]
    shown: list[str] = []
    for number, row in enumerate(rows):
        if len(shown) + len(row) > most - 1:
            return [*shown, f"+{len(rows) - number:,} more"]
        shown += row
    return shown
