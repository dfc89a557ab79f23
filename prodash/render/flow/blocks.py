"""Blocks: the picture of the flow, and below it what its tracks did, where they pile up, and what is not shown."""

from datetime import date

from prodash.model.flow.answer import FlowAnswer
from prodash.render.flow.finished import finished_lines
from prodash.render.flow.picture import area_picture
from prodash.render.flow.sentences import unseen_words
from prodash.render.flow.stays import TITLE, stay_table
from prodash.render.sheets.flow import FlowFacts
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean, flow, wrap


def flow_blocks(answer: FlowAnswer, facts: FlowFacts, today: date, screen: Screen) -> list[list[str]]:
    """The lines of the picture, of the finishes of each week, and of the days in each stage."""
    finished = [band.stage for band in answer.flow.bands if band.stage and not band.stage.is_active]
    colour = finished[-1].colour if finished else ""
    return [
        area_picture(answer.flow, screen).split("\n"),
        finished_lines(facts.weeks, colour, screen) if finished and facts.weeks else [],
        [*wrap(paint(TITLE, BOLD, screen.depth), screen), *stay_table(facts.past, today, screen)]
        if facts.past
        else [],
    ]


def pile_lines(answer: FlowAnswer, pile: str, command: str, screen: Screen) -> list[str]:
    """Where tracks pile up, as *pile* says, the *command* that shows more of it, and what is not shown."""
    unseen = unseen_words(answer.unseen, answer.window)
    return [
        *flow([paint(f"{pile};", BOLD, screen.depth), f"see {clean(command)}"], " ", screen),
        *(wrap(paint(unseen, DIM, screen.depth), screen) if unseen else ()),
    ]
