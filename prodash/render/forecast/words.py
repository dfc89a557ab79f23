"""Forecast words: when tracks will be done, how sure that is, what it is made from, and why there is none."""

from datetime import timedelta

from prodash.model.catalogue.stage import Stages
from prodash.model.forecast.forecast import FEWEST_FINISHES, FEWEST_WEEKS, Basis, Forecast, enough_weeks
from prodash.model.forecast.outlook import MAX_WEEKS
from prodash.model.forecast.throughput import Throughput
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import day_words, pluralise

_ALL = 100
SURE = 85
"""The date that is told first is kept in so many of 100 futures."""

LEGEND = f"by_{SURE} is the day by which all is done in {SURE} of {_ALL} futures, and kept says in how many the due date is."
ASSUMES = "It assumes that no track is added and that the tempo stays."
NEVER, SHORT_NEVER = "later than 5 years", "> 5 years"

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


def todo_words(forecast: Forecast) -> str:
    """How many tracks are left: `12 tracks to do`."""
    return f"{pluralise(forecast.todo, 'track')} to do"


def headline(forecast: Forecast) -> str:
    """The answer: `12 tracks to do: done by 12 March 2027 in 85 of 100 futures`."""
    if not forecast.todo:
        return "Nothing is left to do"
    if forecast.outlook is None:
        return todo_words(forecast)
    if day := forecast.day(SURE):
        return f"{todo_words(forecast)}: done by {day_words(day)} in {SURE} of {_ALL} futures"
    within = of_100(100 * forecast.outlook.chance(MAX_WEEKS))
    return f"{todo_words(forecast)}: done within 5 years in {within} futures"


def of_100(chance: float) -> str:
    """In how many of 100 futures: `34 of 100`, `under 1 of 100`, `over 99 of 100`."""
    return f"{number_of_100(chance).replace('<', 'under ').replace('>', 'over ')} of {_ALL}"


def number_of_100(chance: float) -> str:
    """In how many of 100 futures, as a number alone: `34`, `<1`, `>99`; neither 0 nor 100 unless that is sure."""
    number = round(chance)
    if number == 0 and chance > 0:
        return "<1"
    return f">{_ALL - 1}" if number == _ALL and chance < _ALL else str(number)


def kept_words(forecast: Forecast) -> str:
    """Whether the due date is kept: `Due on 1 March 2027, which is kept in 34 of 100 such futures`; empty without one."""
    if forecast.due is None or (forecast.chance is None and forecast.outlook is None):
        return ""
    if forecast.chance is None:
        return f"Due on {day_words(forecast.due)}, which is too far ahead to say whether it is kept"
    if forecast.due < forecast.today:
        return f"Due on {day_words(forecast.due)}, which is past"
    return f"Due on {day_words(forecast.due)}, which is kept in {of_100(forecast.chance)} such futures"


def basis_words(basis: Basis, todo: int) -> str:
    """What a forecast is made from: `From 19 finishes in the 26 weeks until 15 November 2026.`"""
    weeks = basis.throughput.counts
    last = basis.throughput.first + len(weeks) * _WEEK - _DAY
    made = pluralise_finishes(basis.throughput.total)
    rough = f" It is rough, because {len(weeks)} weeks are few." if basis.is_rough else ""
    if basis.todo_of_all is None:
        return f"From {made} in the {len(weeks)} weeks until {day_words(last)}.{rough}"
    share = f"of which these get their share: {todo:,} of the {basis.todo_of_all:,} tracks to do"
    return f"From {made} of {clean(basis.name)} in the {len(weeks)} weeks until {day_words(last)}, {share}.{rough}"


def pluralise_finishes(number: int, kind: str = "") -> str:
    """*number* with its noun, after the word for its *kind*: `1 finish`, `2 more finishes`."""
    return f"1 {kind}finish" if number == 1 else f"{number:,} {kind}finishes"


def too_little_words(throughput: Throughput, of_all_times: Throughput, *, is_cut: bool) -> str:
    """Why there is no forecast from this *throughput*: `too little history: 3 finishes in 4 whole weeks; …`.

    Ends in what is missing, or in what a forecast needs if the history *is_cut*, as what is missing may only be elsewhere.
    """
    weeks = len(throughput.counts)
    made = pluralise_finishes(throughput.total) if throughput.total else "no finish"
    found = f"too little history: {made} in {pluralise(weeks, 'whole week')}"
    if weeks == 0:
        found = "too little history: it does not have a whole week from Monday to Sunday yet"
    if enough := enough_weeks(of_all_times.counts):
        return f"{found}; forecast --history {enough} looks back far enough"
    if of_all_times.total > throughput.total:
        found += f", {of_all_times.total} in all {len(of_all_times.counts):,}"
    needs = f"{FEWEST_FINISHES} finishes in {FEWEST_WEEKS} weeks or more"
    return f"{found}; a forecast needs {needs if is_cut else _missing_words(of_all_times)}"


def _missing_words(throughput: Throughput) -> str:
    """How far *throughput* is from a forecast: `2 more weeks and 1 more finish`."""
    weeks, finishes = FEWEST_WEEKS - len(throughput.counts), FEWEST_FINISHES - throughput.total
    more_weeks = [pluralise(weeks, "more week")] if weeks > 0 else []
    more_finishes = [pluralise_finishes(finishes, "more ")] if finishes > 0 else []
    return " and ".join(more_weeks + more_finishes)


def no_finished_stage_words(stages: Stages) -> str:
    """That no stage says when a track is done, and how to say it."""
    found = "no stage in stages.yaml has 'kind: finished', so nobody knows when a track is done"
    path = stages.path
    return (
        f"{found}; for {path[-1].name}, write 'prodash stages set {path[-1].id} kind=finished'"
        if path
        else found
    )
