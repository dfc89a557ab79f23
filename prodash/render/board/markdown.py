"""Board Markdown: the board as a Markdown table with a card in each cell."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DatedTrack
from prodash.model.views.board import Board, Lane
from prodash.model.views.grouping import STAGE
from prodash.render.board.cards import due_text
from prodash.render.board.lanes import more_text
from prodash.render.formats.sheet import Answer
from prodash.render.sheets.tracks import names_of
from prodash.render.terminal.label import label

_FORMAT = "markdown"


def board_markdown(board: Board, catalogue: Catalogue, today: date) -> Callable[[Answer], Iterator[str]]:
    """A format function that gives the lines of *board* as a Markdown table; no lines if it has no cards."""

    def board_format(answer: Answer) -> Iterator[str]:
        from prodash.render.tables.documents import escaped, markup_table

        def cell(card: DatedTrack) -> str:
            stage = catalogue.stage_of(card.track)
            parts = [
                stage.name if stage and board.by != STAGE else "",
                names_of(catalogue.workflows, card.track.workflows),
                due_text(card, today),
            ]
            below = " · ".join(escaped(_FORMAT, part) for part in parts if part)
            return "<br>".join(filter(None, [f"**{escaped(_FORMAT, card.track.title)}**", below]))

        def cells(lane: Lane) -> list[str]:
            return [*map(cell, lane.cards), *filter(None, [more_text(lane)])]

        heading = [
            escaped(_FORMAT, f"{label(lane.group, answer.screen)} ({lane.track_count:,})")
            for lane in board.lanes
        ]
        rows = list(zip_longest(*map(cells, board.lanes), fillvalue=""))
        return markup_table(_FORMAT, heading, rows)

    return board_format
