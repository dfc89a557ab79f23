"""flow: how many tracks were in each stage over time."""

import sys
from collections.abc import Sequence
from typing import Annotated

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.flow.answer import FlowAnswer, finished_weeks
from prodash.model.flow.asked_periods import AskedPeriods
from prodash.model.history.clock import Clock
from prodash.model.history.stage_past import stage_pasts
from prodash.model.select.filter_words import filter_words
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected
from prodash.options.filters import EveryTrackOptions
from prodash.options.history import PeriodOptions
from prodash.render.flow.blocks import flow_blocks, pile_lines
from prodash.render.flow.sentences import pile_sentence
from prodash.render.formats.output import Output
from prodash.render.sheets.flow import FlowFacts, FlowRow, flow_sheet
from prodash.render.terminal.screen import Screen
from prodash.session.choose_tracks import record_short_history
from prodash.session.history.flow import USUAL_PER, SelectedFlow, flow_of_selected
from prodash.session.session import Session


def flow(
    session: Session,
    asked: Annotated[AskedPeriods, PeriodOptions],
    *,
    filters: Annotated[Filters, EveryTrackOptions],
    fail_if: FailIf,
    output: Output,
) -> None:
    """Show how many tracks were in each stage over time.

    Below the picture it says how many were finished each week, how long tracks stay in a stage, and where they pile up, from
    git's history. Filters select tracks as they are now; without filters, removed tracks are counted while they were there.

    Example: prodash flow --since 3m --project summer-ep
    """
    catalogue, is_picture = session.load(), _is_picture(output)
    selected = flow_of_selected(session, catalogue, filters, asked, is_picture=is_picture)
    _record(session, catalogue, selected, asked, fail_if)
    facts = FlowFacts(asked.per or USUAL_PER, None, ())
    if is_picture or output.format == "json":
        facts = _with_figures(facts, session, catalogue, selected)
    sheet = flow_sheet(selected.answer, session.history(catalogue), facts, session.today)

    def picture(_: Sequence[FlowRow], screen: Screen) -> str:
        return _picture(session, filters, selected, facts, screen)

    session.show(sheet, output, picture if is_picture else None)


def _record(
    session: Session, catalogue: Catalogue, selected: SelectedFlow, asked: AskedPeriods, fail_if: FailIf
) -> None:
    """Record what decides the exit code, and tell people which days the phrases mean."""
    session.outcome.condition_met = fail_if.holds(Selected((), tuple(selected.chains)))
    record_short_history(session, catalogue, fail_if)
    if sys.stderr.isatty():
        session.outcome.remarks += asked.days.remarks(session.today)


def _is_picture(output: Output) -> bool:
    """Whether the answer is a picture, of which there is no part and no order."""
    return output.allows_picture and output.limit is None and not output.sort and not output.reverse


def _with_figures(
    facts: FlowFacts, session: Session, catalogue: Catalogue, selected: SelectedFlow
) -> FlowFacts:
    """*facts* with the finishes and the stays, which no other format tells and which take a while to find."""
    clock = Clock.of(catalogue.stages, session.today)
    weeks = finished_weeks(selected.chains, selected.answer.window, clock) if selected.answer else None
    past = stage_pasts(selected.chains.values(), catalogue.stages, clock)
    return facts._replace(weeks=weeks, past=past)


def _picture(
    session: Session, filters: Filters, selected: SelectedFlow, facts: FlowFacts, screen: Screen
) -> str:
    answer = selected.answer
    if answer is None or answer.is_empty:
        return ""
    pile = selected.why_no_pile or pile_sentence(answer, session.today)
    blocks = flow_blocks(answer, facts, session.today, screen)
    lines = pile_lines(answer, pile, _command(session, selected, answer, filters), screen)
    return "\n\n".join("\n".join(block) for block in (*blocks, lines) if block)


def _command(session: Session, selected: SelectedFlow, answer: FlowAnswer, filters: Filters) -> str:
    """The command that shows more of where tracks pile up, or what moved if some of them are there no longer."""
    found, window = answer.bottleneck, answer.window
    words = ["list", "--stage", found.stage.id, "--sort", "-age"] if found else ["stuck"]
    if selected.names_removed or window.last != session.today:
        words = ["history", "--since", str(window.first), "--until", str(window.last)]
    return shell.command(*session.options.program_words, *words, *filter_words(filters))
