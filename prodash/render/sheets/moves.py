"""Moves: the moves of tracks as rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from prodash.model.catalogue.stage import Stages
from prodash.model.history.history import History
from prodash.model.history.track_moves import TrackMove
from prodash.model.names.names import loose_key
from prodash.render.formats.output import Output
from prodash.render.formats.sheet import Cell, Column, Sheet, reference_column
from prodash.render.terminal.style import BOLD, DIM
from prodash.render.terminal.words import pluralise

_SHORT_COMMIT = 7
NOW, NOT_COMMITTED = "now", "not committed"
_NO_NAME = "(no name)"
_LAST = 1
_MIN_TITLE_WIDTH, _MIN_STAGE_WIDTH, _MIN_WHO_WIDTH, _MIN_ID_WIDTH = 20, 22, 20, 12
_NAMES = {"ids", "paths"}
_BEFORE = {"added": "added in", "known": "already in"}
"""What stands in the place of the stage before the move."""


def move_sheet(stages: Stages, history: History, moves: Sequence[TrackMove]) -> Sheet[TrackMove]:
    """A sheet with one row per move, in the order of *moves*; the facts are what *history* lacks.

    Rows about removed tracks have no id or file that another command could take.
    """
    positions = {stage.id: number for number, stage in enumerate(stages.in_order)}
    before, after = (lambda one: one.move.before), (lambda one: one.move.after)
    return Sheet(
        kind="moves",
        noun="moves",
        facts=history.gaps,
        columns=(
            Column(
                "when",
                lambda one: one.move.moment.iso,
                lambda one: Cell(_when(one, "%Y-%m-%d %H:%M")),
                sort_key=lambda one: one.move.moment.seconds,
            ),
            reference_column(
                "id",
                lambda one: one.id,
                _MIN_ID_WIDTH,
                drop_order=5,
                repeats=lambda one: loose_key(one.title) == loose_key(one.id),
                place=_LAST,
            ),
            Column("title", lambda one: one.title, lambda one: Cell(one.title, BOLD), _MIN_TITLE_WIDTH),
            Column("change", lambda one: one.kind),
            *_stage_columns("from", before, lambda one: _BEFORE.get(one.kind, ""), stages, positions),
            *_stage_columns("to", after, lambda _: "removed", stages, positions),
            Column(
                "who",
                lambda one: one.move.author,
                lambda one: Cell(one.move.author or _NO_NAME),
                _MIN_WHO_WIDTH,
                3,
                shorter=[(4.5, _first_names(moves))],
            ),
            Column("commit", lambda one: one.move.commit or None, _commit_cell, drop_order=4),
            Column("path", lambda one: one.path),
        ),
        rows=moves,
        identify=lambda one: "" if one.path in history.removed else one.id,
        locate=lambda one: "" if one.path in history.removed else one.path,
    )


def removed_remarks(history: History, moves: Sequence[TrackMove], output: Output) -> list[str]:
    """A remark about the removed tracks among *moves*, if *output* names tracks for another command, which has no use for them."""
    if output.format not in _NAMES:
        return []
    number = len({one.path for one in moves if one.path in history.removed})
    left_out = f"{pluralise(number, 'removed track')} left out"
    return [f"{left_out}; --format table tells about removed tracks"] if number else []


def time_words(one: TrackMove) -> str:
    """The time of day, where the reader is: `14:05`; `now` if the move is not committed."""
    return _when(one, "%H:%M")


def _when(one: TrackMove, pattern: str) -> str:
    moment = one.move.moment
    return datetime.fromtimestamp(moment.seconds).strftime(pattern) if one.move.commit else NOW  # noqa: DTZ006 (the reader's)


def _stage_columns(
    name: str,
    stage_of: Callable[[TrackMove], str | None],
    words: Callable[[TrackMove], str],
    stages: Stages,
    positions: dict[str, int],
) -> Sequence[Column[Any]]:
    """The columns of a stage and of its name; where there is none, people see *words*."""

    def stage_name(one: TrackMove) -> str | None:
        text = stage_of(one)
        stage = stages.find(text) if text else None
        return stage.name if stage else text

    def cell(one: TrackMove) -> Cell:
        text = stage_of(one)
        if not text:
            return Cell(words(one), DIM)
        stage = stages.find(text) if stages.is_declared else None
        return Cell.badge(stage) if stage else Cell(text)

    def position(one: TrackMove) -> int | None:
        return positions.get(stage_of(one) or "")

    return (
        Column(name, stage_of, cell, _MIN_STAGE_WIDTH, int(name == "from"), sort_key=position),
        Column(f"{name}_name", stage_name, sort_key=position),
    )


def _first_names(moves: Sequence[TrackMove]) -> Callable[[TrackMove], str]:
    """A function that gives the first name of who made a move, or the whole one if others have the same first name."""
    names = {one.move.author for one in moves}
    first = {name: next(iter(name.split()), _NO_NAME) for name in names}
    times = Counter(first.values())
    return lambda one: first[one.move.author] if times[first[one.move.author]] == 1 else one.move.author


def _commit_cell(one: TrackMove) -> Cell:
    return Cell(one.move.commit[:_SHORT_COMMIT] or NOT_COMMITTED, DIM)
