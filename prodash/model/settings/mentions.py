"""Mentions: the filters and defaults that name a stage, workflow, project or custom field, and so lose it once it is renamed or removed."""

from collections.abc import Iterable, Iterator

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.select.filters import Filters
from prodash.model.select.parse_words import parse_words
from prodash.model.select.typed_names import typed_names
from prodash.model.settings.keys import COLUMNS, SORT
from prodash.model.settings.named_filters import NamedFilter
from prodash.model.settings.settings import SettingsFile
from prodash.model.where.grammar import split_clause


def filters_naming(
    filters: Iterable[NamedFilter], catalogue: Catalogue, kind: EntryKind, name: str
) -> Iterator[NamedFilter]:
    """Those of *filters* that name the entry of this *kind* which *name* means."""
    vocabulary = kind.vocabulary_of(catalogue)
    entry = vocabulary.find(name)
    for one in filters:
        named = (vocabulary.find(text) for other, text in _entries_in(catalogue, one) if other == kind)
        if entry is not None and entry in named:
            yield one


def field_mentions(catalogue: Catalogue, field: CustomField, files: Iterable[SettingsFile]) -> Iterator[str]:
    """A sentence for each of *files* that names *field*, or a part of it, with the filters and defaults that do."""
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


def _entries_in(catalogue: Catalogue, one: NamedFilter) -> list[tuple[EntryKind, str]]:
    """The names of stages, workflows and projects in a filter, each with its kind."""
    filters = _parsed(one)
    ends = [text for text in (filters.past, filters.before) if text]
    return [*typed_names(catalogue, filters), *((STAGE, text) for text in ends)]


def _fields_in(one: NamedFilter) -> list[str]:
    """The fields in the conditions of a filter."""
    return [split_clause(condition).field for condition in _parsed(one).where]


def _parsed(one: NamedFilter) -> Filters:
    """The options of a filter, without malformed conditions; none if it cannot be read."""
    try:
        filters = parse_words(one.words)
    except UsageError:
        return Filters()
    return filters._replace(where=[text for text in filters.where if _is_condition(text)])


def _is_condition(text: str) -> bool:
    try:
        _ = split_clause(text).alternatives
    except UsageError:
        return False
    return True


def _default(file: SettingsFile, key: str) -> Iterator[str]:
    """The columns that the default *key* of *file* names, if it has one."""
    value = file.defaults.get(key, ())
    yield from (name.removeprefix("-") for name in value) if isinstance(value, tuple) else ()


def _one_means(catalogue: Catalogue, field: CustomField, texts: Iterable[str]) -> bool:
    """Whether one of *texts* means *field* or a part of it."""
    found = filter(None, map(custom_fields_of(catalogue).find, texts))
    steps = (field.name, *field.path)
    return any((one.name, *one.path)[: len(steps)] == steps for one in found)
