"""Board sheet: the cards of a board as rows."""

from collections.abc import Collection, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_PREFIX
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.views.board import Board, Lane
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.tracks import track_sheet

_COLUMN, _COLUMN_NAME, _STUCK = "column", "column_name", "stuck"


class Card(NamedTuple):
    """A track in one of its lanes."""

    lane: Lane
    track: Track


def board_sheet(
    board: Board, catalogue: Catalogue, today: date, stuck: Collection[str] | None = None
) -> Sheet[Card]:
    """A sheet with one row per card, lane by lane, with the columns of its track.

    With the paths of the tracks that are *stuck*, a column says whether a track is.
    """
    cards = [Card(lane, dated_track.track) for lane in board.lanes for dated_track in lane.cards]
    tracks = track_sheet(catalogue, (), today)
    own = (_COLUMN, _COLUMN_NAME, *(() if stuck is None else (_STUCK,)))
    return Sheet(
        kind="board",
        noun="cards",
        columns=(
            Column(_COLUMN, lambda card: card.lane.group.id or None),
            Column(
                _COLUMN_NAME,
                lambda card: card.lane.group.name,
                lambda card: Cell.badge(card.lane.group),
                min_width=16,
            ),
            *(_as_card_column(column, own) for column in tracks.columns),
            *_stuck_columns(stuck),
        ),
        rows=cards,
        identify=lambda card: tracks.identify(card.track),
        locate=lambda card: tracks.locate(card.track),
        facts={"by": board.by, "columns": tuple(map(_lane_facts, board.lanes))},
        hidden_rows=board.card_count - len(cards),
        lazy_columns=lambda: [_as_card_column(column, own) for column in tracks.lazy_columns()],
        find_column=lambda name: (found := tracks.find_column(name)) and _as_card_column(found, own),
    )


def _stuck_columns(stuck: Collection[str] | None) -> Sequence[Column[Card]]:
    return () if stuck is None else (Column(_STUCK, lambda card: card.track.path in stuck),)


def _lane_facts(lane: Lane) -> Value:
    group = lane.group
    return {
        "id": group.id or None,
        "name": group.name,
        "colour": group.colour,
        "emoji": group.emoji or None,
        "tracks": lane.track_count,
        "shown": len(lane.cards),
    }


def _as_card_column(column: Column[Track], own: Collection[str]) -> Column[Card]:
    """*column* of the track sheet as a column of cards, beside those that cards have of their *own*."""
    name = f"{CUSTOM_PREFIX}{column.name}" if column.name in own else column.name
    return column.within(attrgetter("track"))._replace(name=name)
