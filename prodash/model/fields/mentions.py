"""Mentions: the named filters and defaults that name a custom field, and so lose it if it is renamed or removed."""

from collections.abc import Iterable, Iterator

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.custom_fields.custom_fields import CustomField, custom_fields_of
from prodash.model.select.parse_words import parse_words
from prodash.model.settings.keys import COLUMNS, SORT
from prodash.model.settings.named_filters import NamedFilter
from prodash.model.settings.settings import SettingsFile
from prodash.model.where.grammar import split_clause


def mentions_of(catalogue: Catalogue, field: CustomField, files: Iterable[SettingsFile]) -> Iterator[str]:
    """A sentence for each of *files* that names *field*, or a part of it."""
    for file in files:
        filters = [
            f"the filter {one.name!r}"
            for one in file.filters
            if _one_means(catalogue, field, _fields_in(one))
        ]
        defaults = [
            key.name for key in (COLUMNS, SORT) if _one_means(catalogue, field, _default(file, key.name))
        ]
        if where := [*filters, *defaults]:
            yield f"{file.path} still names {field.full_name!r}: {', '.join(where)}"


def _fields_in(one: NamedFilter) -> Iterator[str]:
    """The fields in the conditions of a filter; none if it cannot be read."""
    try:
        yield from [split_clause(condition).field for condition in parse_words(one.words).where]
    except UsageError:
        return


def _default(file: SettingsFile, key: str) -> Iterator[str]:
    value = file.defaults.get(key, ())
    yield from (name.removeprefix("-") for name in value) if isinstance(value, tuple) else ()


def _one_means(catalogue: Catalogue, field: CustomField, texts: Iterable[str]) -> bool:
    """Whether one of *texts* means *field* or a part of it."""
    found = filter(None, map(custom_fields_of(catalogue).find, texts))
    steps = (field.name, *field.path)
    return any((one.name, *one.path)[: len(steps)] == steps for one in found)
