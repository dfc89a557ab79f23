"""Forecast sheet: the forecast of all tracks or of each project as rows."""

from collections.abc import Callable, Sequence
from datetime import date

from prodash.model.catalogue.due import Due, urgency
from prodash.model.forecast.forecast import PERCENTS
from prodash.model.history.history import History
from prodash.model.views.forecasts import GroupForecast
from prodash.render.cross.names import group_cell
from prodash.render.forecast.words import SHORT_NEVER, number_of_100, of_100
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, DIM, PLAIN
from prodash.render.terminal.words import urgency_look

_SURE = PERCENTS[1]
_MIN_NAME_WIDTH = 20
_NO_BASIS, _NO_SURER, _SHORT_KEPT, _NO_LIKELY, _NO_DUE = 5, 4, 3, 2, 1
"""What a narrow screen leaves out, the highest number first."""

DONE, UNKNOWN = "done", "unknown"


def forecast_sheet(
    rows: Sequence[GroupForecast], history: History, *, by_project: bool
) -> Sheet[GroupForecast]:
    """A sheet with one row per group; the facts are what *history* lacks."""
    return Sheet(
        kind="forecast",
        noun="groups",
        facts={"by": "project" if by_project else None, **history.gaps},
        columns=(
            Column("group", lambda row: row.group.id or None),
            Column(
                "name",
                lambda row: row.group.name,
                lambda row: group_cell(row.group),
                min_width=_MIN_NAME_WIDTH,
            ),
            Column("todo", lambda row: row.forecast.todo, _todo, is_number=True),
            Column("known", lambda row: row.forecast.outlook is not None),
            *(_date_column(percent) for percent in PERCENTS),
            Column("due", lambda row: _iso(row.forecast.due), _due, drop_order=_NO_DUE),
            Column("due_from", lambda row: row.due.source.id if row.due and row.due.source else None),
            Column(
                "kept",
                lambda row: row.forecast.chance,
                lambda row: Cell(_kept(row, of_100)),
                is_number=True,
                drop_order=_NO_DUE,
                shorter=((_SHORT_KEPT, lambda row: _kept(row, number_of_100)),),
            ),
            *_basis_columns(),
        ),
        rows=rows,
        identify=lambda row: row.group.id,
        locate=lambda _: "",
    )


def _todo(row: GroupForecast) -> Cell:
    return Cell(f"{row.forecast.todo:,}", BOLD if row.forecast.todo else DIM)


def _date_column(percent: int) -> Column[GroupForecast]:
    order = {PERCENTS[0]: _NO_LIKELY, PERCENTS[2]: _NO_SURER}.get(percent, 0)
    return Column(
        f"by_{percent}",
        lambda row: _iso(row.forecast.day(percent)),
        lambda row: Cell(_date_text(row, percent), BOLD if percent == _SURE else PLAIN),
        drop_order=order,
    )


def _date_text(row: GroupForecast, percent: int) -> str:
    if not row.forecast.todo:
        return DONE if percent == _SURE else ""
    if row.forecast.outlook is None:
        return UNKNOWN if percent == _SURE else ""
    return _iso(row.forecast.day(percent)) or SHORT_NEVER


def _due(row: GroupForecast) -> Cell:
    due, forecast = row.due, row.forecast
    if due is None:
        return Cell("")
    look = urgency_look(urgency(Due(due.day), None, forecast.today)) if forecast.todo else PLAIN
    return Cell(due.day.isoformat(), look)


def _kept(row: GroupForecast, words: Callable[[float], str]) -> str:
    chance = row.forecast.chance
    if chance is None:
        return UNKNOWN if row.forecast.is_due_unsure and row.forecast.outlook else ""
    return words(chance)


def _basis_columns() -> Sequence[Column[GroupForecast]]:
    return (
        Column("basis", lambda row: "own" if row.forecast.basis.todo_of_all is None else "share"),
        Column("share", lambda row: round(row.forecast.share, 4)),
        Column(
            "finishes",
            lambda row: row.forecast.basis.throughput.total,
            lambda row: Cell(_basis_text(row), DIM),
            drop_order=_NO_BASIS,
        ),
        Column("weeks", lambda row: len(row.forecast.basis.throughput.counts)),
        Column("rough", lambda row: row.forecast.basis.is_rough),
    )


def _basis_text(row: GroupForecast) -> str:
    """The finishes from which the forecast is made: `12 in 26 weeks`, `a share of 40 in 26 weeks`."""
    if row.forecast.outlook is None:
        return ""
    basis = row.forecast.basis
    share = "" if basis.todo_of_all is None else "a share of "
    rough = ", rough" if basis.is_rough else ""
    return f"{share}{basis.throughput.total:,} in {len(basis.throughput.counts)} weeks{rough}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
