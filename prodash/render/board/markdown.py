"""Board Markdown: the board as a Markdown table with a card in each cell."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import zip_longest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DatedTrack
from prodash.model.views.board import Board
from prodash.model.views.group_fields import STAGE
from prodash.render.board.cards import due_text, stuck_text
from prodash.render.board.lanes import more_text
from prodash.render.formats.sheet import Answer
from prodash.render.sheets.tracks import names_of
from prodash.render.terminal.label import label

_FORMAT = "markdown"


def board_markdown(
    board: Board, catalogue: Catalogue, today: date, stuck: Mapping[str, str]
) -> Callable[[Answer], Iterator[str]]:
    """A format function that gives the lines of *board* as a Markdown table; no lines if it has no cards.

    *stuck* has the days of the tracks that are marked as stuck, in words, by path.
    """

    def board_format(answer: Answer) -> Iterator[str]:
        from prodash.render.tables.documents import markup_table

        heading = [
            _escaped(f"{label(lane.group, answer.screen)} ({lane.track_count:,})") for lane in board.lanes
        ]
        columns = [
            [
                *(_cell(card, catalogue, today, stuck, with_stage=board.by != STAGE) for card in lane.cards),
                *filter(None, [more_text(lane)]),
            ]
            for lane in board.lanes
        ]
        return markup_table(_FORMAT, heading, list(zip_longest(*columns, fillvalue="")))

    return board_format


def _cell(
    card: DatedTrack, catalogue: Catalogue, today: date, stuck: Mapping[str, str], *, with_stage: bool
) -> str:
    """The title of *card* in bold; below it its stage if *with_stage*, its workflows, its due date and that it is *stuck*."""
    age = stuck.get(card.track.path)
    stage = catalogue.stage_of(card.track) if with_stage else None
    parts = [
        stage.name if stage else "",
        names_of(catalogue.workflows, card.track.workflows),
        due_text(card, today),
        stuck_text(age) if age else "",
    ]
    below = " · ".join(_escaped(part) for part in parts if part)
    return "<br>".join(filter(None, [f"**{_escaped(card.track.title)}**", below]))


def _escaped(text: str) -> str:
    from prodash.render.tables.documents import escaped

    return escaped(_FORMAT, text)
