"""Setting remarks: what a new default or named filter names that the catalogue does not have, as `list` would say it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.track import Track
from prodash.model.check.problems import CheckProblem
from prodash.model.select.parse_words import parse_words, split_words
from prodash.model.settings.keys import COLUMNS, SORT, Key
from prodash.model.settings.malformed_filters import require_criteria
from prodash.model.settings.set_setting import SettingName
from prodash.render.formats.sheet import Column
from prodash.session.session import Session


def tell_missing_names(session: Session, file: str, name: SettingName, value: str) -> None:
    """Add a remark on what *value*, which the setting *name* of *file* has now, names that the catalogue does not have.

    Another catalogue may have it, so it is no error; without a catalogue there is no remark.
    """
    key = next((key for key in (COLUMNS, SORT) if key.name == str(name)), None)
    if not (key or name.is_filter):
        return
    with suppress(ProdashError, OSError):
        catalogue = session.files.load(lambda *_: None)
        today = session.environment.today
        if key:
            reasons = _why_no_columns(catalogue, today, key, value)
        else:
            reasons = _why_lost(catalogue, today, name, value)
        for reason in reasons:
            session.outcome.add_remark(f"{file}: {reason}")


def _why_lost(catalogue: Catalogue, today: date, name: SettingName, value: str) -> Iterator[str]:
    """Why the filter *name* with the words *value* selects nothing in *catalogue*, whatever its tracks are."""
    try:
        require_criteria(catalogue, parse_words(split_words(value) or ()), today)
    except ProdashError as error:
        lost = CheckProblem.LOST_FILTER.at(Location(""), name=repr(name.path[-1]), why=str(error))
        yield lost.message


def _why_no_columns(catalogue: Catalogue, today: date, key: Key, value: str) -> Iterator[str]:
    """Which of the columns in *value* for *key* a list of the tracks of *catalogue* does not have."""
    from prodash.render.groups.sheet import GROUP
    from prodash.render.sheets.track_times import time_columns
    from prodash.render.sheets.tracks import track_sheet
    from prodash.session.settings.list_defaults import unknown_columns

    others: Sequence[Column[Track]] = (Column(GROUP, lambda _: None), *time_columns(lambda _: None, ()))
    sheet = track_sheet(catalogue, catalogue.tracks, today)._replace(columns_on_request=lambda: others)
    names = key.read(value)
    if isinstance(names, tuple):
        yield from (f"{key.name}: {why}" for why in unknown_columns(sheet, key, names).values())
