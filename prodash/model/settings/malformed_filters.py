"""Malformed filters: dates and conditions of a filter that no catalogue could understand."""

from collections.abc import Iterator
from datetime import date

from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.select.conditions import criteria
from prodash.model.select.filters import Filters

_NO_CATALOGUE = Catalogue.of(stages=None, workflows=None, projects=None, tracks=(), unread=(), problems=())


def require_criteria(catalogue: Catalogue, filters: Filters, today: date) -> None:
    """Raise ProdashError if a name, date or condition in *filters* is none that *catalogue* understands; asks no track."""
    for _ in criteria(catalogue, filters, today, lambda _: None):
        pass


def why_malformed(filters: Filters, today: date) -> str:
    """Why an option of *filters* is malformed; empty if a catalogue can have tracks that meet them all."""
    for one in _one_by_one(filters):
        try:
            require_criteria(_NO_CATALOGUE, one, today)
        except UsageError as error:
            return str(error)
        except ProdashError:
            # A name that this catalogue does not have.
            continue
    return ""


def _one_by_one(filters: Filters) -> Iterator[Filters]:
    """Filters with one date or condition of *filters* each."""
    yield Filters(due=filters.due)
    yield Filters(not_due=filters.not_due)
    yield Filters(search=filters.search)
    yield Filters(moved_since=filters.moved_since)
    yield Filters(in_stage_for=filters.in_stage_for)
    yield from (Filters(where=[condition]) for condition in filters.where)
