"""Stuck: the tracks that are stuck as rows, each with the rule that it broke."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import AGE
from prodash.model.catalogue.track import Track
from prodash.model.history.history import History
from prodash.model.history.stuck import StuckRule, StuckTrack
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.track_times import age_text, time_columns
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.style import BOLD
from prodash.render.terminal.words import pluralise

_SHOWN = {"title": 0, "stage": 0, "due": 1, "id": 2}
"""The columns of a track that a table shows, each with its place; the age and the rule are at place 0 behind them."""

DUE_FROM = 70
"""In columns: a narrower table seldom has room for due dates."""

_MIN_TITLE_WIDTH = 12
_SHORT_RULE, _NO_DUE, _NO_RULE = 3.2, 3, 1
"""What a narrow screen does, the highest number first."""


def stuck_sheet(
    catalogue: Catalogue, history: History, stuck: Sequence[StuckTrack], today: date
) -> Sheet[StuckTrack]:
    """A sheet with one row per track, in the order given; the facts are what *history* lacks."""
    tracks = track_sheet(catalogue, (), today)
    times = {one.track.path: one.time for one in stuck}
    of_time = time_columns(lambda track: times[track.path], ())
    return Sheet(
        kind="stuck",
        noun="tracks",
        facts=history.gaps,
        columns=(*map(_of_stuck, (*tracks.columns, *of_time)), *_rule_columns()),
        rows=stuck,
        identify=lambda one: one.track.id,
        locate=lambda one: one.track.path,
        lazy_columns=lambda: [column.within(attrgetter("track")) for column in tracks.lazy_columns()],
        find_column=lambda name: (found := tracks.find_column(name)) and found.within(attrgetter("track")),
    )


def _of_stuck(column: Column[Track]) -> Column[StuckTrack]:
    """*column* of a track as one of a stuck track."""
    found = column.within(attrgetter("track"))
    if column.name == AGE:
        return found._replace(cell=lambda one: Cell(age_text(one.time), BOLD))
    if column.name not in _SHOWN:
        return found.if_named
    return found._replace(
        place=_SHOWN[column.name],
        min_width=_MIN_TITLE_WIDTH if column.name == "title" else column.min_width,
        drop_order=_NO_DUE if column.name == "due" else column.drop_order,
    )


def _rule_columns() -> Sequence[Column[StuckTrack]]:
    return (
        Column("limit", lambda one: one.rule.days),
        Column(
            "rule",
            lambda one: one.rule.reason,
            lambda one: Cell(rule_words(one.rule)),
            drop_order=_NO_RULE,
            shorter=((_SHORT_RULE, lambda one: short_rule_words(one.rule)),),
        ),
    )


def rule_words(rule: StuckRule) -> str:
    """What a track that broke *rule* is longer than: `85 of 100 leave within 21 days`."""
    if rule.reason == "percentile":
        return f"85 of 100 leave within {pluralise(rule.days, 'day')}"
    days = pluralise(rule.days, "day")
    return f"{days} or more" if rule.reason == "asked" else f"over {days}; few have left yet"


def short_rule_words(rule: StuckRule) -> str:
    """The same in less room: `85 % in 21 d`."""
    words = {"percentile": "85 % in", "asked": "from", "usual": "over"}
    return f"{words[rule.reason]} {rule.days:,} d"
