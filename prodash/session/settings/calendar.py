"""Calendar: today as the defaults for dates have it, with a remark wherever one of them decides what a phrase means."""

from datetime import date
from typing import TYPE_CHECKING, cast

from prodash.model.dates.today import DateOrder, Today
from prodash.model.names.keywords import WEEKDAYS
from prodash.model.settings.keys import DATE_ORDER, WEEK_STARTS, Key
from prodash.model.settings.settings import Settings

if TYPE_CHECKING:
    from prodash.session.settings.notes import Notes


def today_for(settings: Settings, day: date, notes: "Notes") -> Today:
    """*day* in the calendar of *settings*; *notes* gets a remark for each default that decides a phrase."""
    order, weekday = settings.default(DATE_ORDER), settings.default(WEEK_STARTS)

    def tell(word: str) -> None:
        # Dates begin with a figure, and phrases for weeks with a letter, but for `2026 week 49`, which nothing decides.
        key = DATE_ORDER if word[0].isdigit() else WEEK_STARTS
        notes.add_remark(f"{_rule(key, settings)}, as '{key.name}' in {settings.file_of(key)} says")

    first_weekday = WEEKDAYS.index(str(weekday)) if weekday else 0
    return Today.of(day, cast("DateOrder", order or ""), first_weekday, tell)


def _rule(key: Key, settings: Settings) -> str:
    """What the default of *key* says, as a sentence."""
    value = str(settings.default(key))
    if key is WEEK_STARTS:
        return f"weeks begin on {value.capitalize()}"
    return f"dates such as 1/12 are read with the {value.removesuffix('-first')} first"
