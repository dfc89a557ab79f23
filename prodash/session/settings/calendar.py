"""Calendar: today as the defaults for dates have it, with a remark wherever one of them decides what a phrase means."""

from datetime import date
from typing import cast

from prodash.model.dates.today import DateOrder, Today
from prodash.model.settings.keys import DATE_ORDER
from prodash.model.settings.settings import Settings
from prodash.session.settings.notes import Notes


def today_for(settings: Settings, day: date, notes: Notes) -> date:
    """*day* in the calendar of *settings*; *notes* gets a remark for each default that decides a phrase."""
    order = cast("DateOrder", settings.default(DATE_ORDER) or "")

    def tell(_: str) -> None:
        first = order.removesuffix("-first")
        file = settings.file_of(DATE_ORDER)
        notes.add_remark(
            f"dates such as 1/12 are read with the {first} first, as '{DATE_ORDER.name}' in {file} says"
        )

    return Today.of(day, order, tell) if order else day
