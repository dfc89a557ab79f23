"""Lost filters: named filters of the catalogue that name a stage, workflow or project which is not there."""

import os
from collections.abc import Iterator
from pathlib import Path

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.check.problems import CheckProblem
from prodash.model.select.filters import Filters
from prodash.model.select.name_conditions import name_conditions
from prodash.model.select.parse_words import parse_words
from prodash.model.settings.keys import FILTERS
from prodash.model.settings.parse import KeyPath
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import SETTINGS
from prodash.storage.settings.read import read_shared
from prodash.storage.settings.yaml_tree import read_tree


def find_lost_filters(root: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """A problem for each filter in the settings of *root* that names what *catalogue* does not have."""
    if not os.path.lexists(root / SETTINGS):
        return
    places: dict[KeyPath, Location] = {}
    for one in read_shared(root).filters:
        if why := _why_lost(catalogue, one.words):
            if not places:
                read_tree(SETTINGS, read_bytes(root / SETTINGS), [], places)
            yield CheckProblem.LOST_FILTER.at(places[FILTERS, one.name], name=repr(one.name), why=why)


def _why_lost(catalogue: Catalogue, words: tuple[str, ...]) -> str:
    """Why the words of a filter select nothing in *catalogue*; empty if they can, or if reading them is a problem already."""
    try:
        filters: Filters = parse_words(words)
    except ProdashError:
        return ""
    try:
        for _ in name_conditions(catalogue, filters):
            pass
    except ProdashError as error:
        return str(error)
    return ""
