"""Lost filters: named filters of the catalogue that select nothing, as they name what is not there or have no date or condition."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.check.problems import CheckProblem
from prodash.model.select.filters import Filters
from prodash.model.select.parse_words import parse_words
from prodash.model.settings.keys import FILTERS
from prodash.model.settings.malformed_filters import require_criteria
from prodash.model.settings.parse import KeyPath
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import SETTINGS
from prodash.storage.settings.read import read_shared
from prodash.storage.settings.yaml_tree import read_tree


def find_lost_filters(root: Path, catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A problem for each filter in the settings of *root* that selects nothing in *catalogue*, whatever its tracks are."""
    if not os.path.lexists(root / SETTINGS):
        return
    places: dict[KeyPath, Location] = {}
    for one in read_shared(root).filters:
        if why := _why_lost(catalogue, one.words, today):
            if not places:
                read_tree(SETTINGS, read_bytes(root / SETTINGS), [], places)
            yield CheckProblem.LOST_FILTER.at(places[FILTERS, one.name], name=repr(one.name), why=why)


def _why_lost(catalogue: Catalogue, words: tuple[str, ...], today: date) -> str:
    """Why no track can meet the words of a filter; empty if one can, or if reading them is a problem already."""
    try:
        filters: Filters = parse_words(words)
    except ProdashError:
        return ""
    try:
        require_criteria(catalogue, filters, today)
    except ProdashError as error:
        return str(error)
    return ""
