"""Board Markdown: the board as a table for a pull request, an issue or a chat, each cell a card."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest

from prodash.model.agenda import Dated
from prodash.model.board import Board, Lane
from prodash.model.catalogue import Catalogue
from prodash.model.grouping import STAGE
from prodash.render.answer import Answer
from prodash.render.board import due_text, more_text
from prodash.render.label import label
from prodash.render.markdown import escaped, markdown_table
from prodash.render.tracks import names


def board_markdown(board: Board, catalogue: Catalogue, today: date) -> Callable[[Answer], Iterator[str]]:
    """The form of an answer that shows *board*; empty where it has no cards."""

    def card(entry: Dated) -> str:
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
        head = [escaped(f"{label(lane.group, answer.screen)} ({lane.tracks:,})") for lane in board.lanes]
        rows = list(zip_longest(*map(cells, board.lanes), fillvalue=""))
        yield from markdown_table(head, rows)

    return form
