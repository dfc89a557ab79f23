"""Board rows: the cards of a board for programs."""

from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.views.board import Board, Lane
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.style import Look

_COLUMN, _COLUMN_NAME = "column", "column_name"


class Card(NamedTuple):
    """A track in one of the columns that it is in."""

    lane: Lane
    track: Track


def board_sheet(board: Board, catalogue: Catalogue, today: date) -> Sheet[Card]:
    """The cards as rows, column by column, each with what is known of its track."""
    cards = [Card(lane, entry.track) for lane in board.lanes for entry in lane.cards]
    tracks = track_sheet(catalogue, (), today)
    return Sheet(
        kind="board",
        noun="cards",
        columns=(
            Column(_COLUMN, lambda card: card.lane.group.id or None),
            Column(
                _COLUMN_NAME,
                lambda card: card.lane.group.name,
                lambda card: Cell(card.lane.group.name, Look(paper=card.lane.group.colour)),
            ),
            *map(_of_card, tracks.columns),
        ),
        rows=cards,
        identify=lambda card: tracks.identify(card.track),
        locate=lambda card: tracks.locate(card.track),
        facts={"by": board.by, "columns": tuple(map(_about, board.lanes))},
        beyond=board.card_count - len(cards),
        more=lambda: tuple(map(_of_card, tracks.more())),
    )


def _about(lane: Lane) -> Value:
    group = lane.group
    return {
        "id": group.id or None,
        "name": group.name,
        "colour": group.colour,
        "emoji": group.emoji or None,
        "tracks": lane.track_count,
        "shown": len(lane.cards),
    }


def _of_card(column: Column[Track]) -> Column[Card]:
    """A column of tracks as one of cards."""
    cell, taken = column.cell, column.name in {_COLUMN, _COLUMN_NAME}
    return Column(
        f"own.{column.name}" if taken else column.name,
        lambda card: column.value(card.track),
        (lambda card: cell(card.track)) if cell else None,
        column.least,
        column.rank,
        part_of=column.part_of,
        is_group=column.is_group,
    )
