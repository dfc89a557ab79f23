"""Board Markdown: the board as a table for a pull request, an issue or a chat, each cell a card."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DatedTrack
from prodash.model.views.board import Board, Lane
from prodash.model.views.grouping import STAGE
from prodash.render.formats.answer import Answer
from prodash.render.formats.markdown import escaped, markdown_table
from prodash.render.sheets.tracks import names
from prodash.render.terminal.label import label
from prodash.render.views.board import due_text, more_text


def board_markdown(board: Board, catalogue: Catalogue, today: date) -> Callable[[Answer], Iterator[str]]:
    """The form of an answer that shows *board*; empty where it has no cards."""

    def card(entry: DatedTrack) -> str:
        stage = catalogue.stage_of(entry.track)
        parts = [
            stage.name if stage and board.by != STAGE else "",
            names(catalogue.workflows, entry.track.workflows),
            due_text(entry, today),
        ]
        below = " · ".join(escaped(part) for part in parts if part)
        return "<br>".join(filter(None, [f"**{escaped(entry.track.title)}**", below]))

    def cells(lane: Lane) -> list[str]:
        return [*map(card, lane.cards), *filter(None, [more_text(lane)])]

    def form(answer: Answer) -> Iterator[str]:
        head = [escaped(f"{label(lane.group, answer.screen)} ({lane.track_count:,})") for lane in board.lanes]
        rows = list(zip_longest(*map(cells, board.lanes), fillvalue=""))
        yield from markdown_table(head, rows)

    return form
