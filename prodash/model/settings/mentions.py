"""Mentions: the named filters that name a stage, workflow or project, and so lose it if it is renamed or removed."""

from collections.abc import Iterable, Iterator

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.select.parse_words import parse_words
from prodash.model.select.typed_names import typed_names
from prodash.model.settings.named_filters import NamedFilter


def filters_naming(
    filters: Iterable[NamedFilter], catalogue: Catalogue, kind: EntryKind, name: str
) -> Iterator[NamedFilter]:
    """Those of *filters* that name the entry of this *kind* which *name* means."""
    vocabulary = kind.vocabulary_of(catalogue)
    entry = vocabulary.find(name)
    for one in filters:
        named = (vocabulary.find(text) for other, text in _names_in(one) if other == kind)
        if entry is not None and entry in named:
            yield one


def _names_in(one: NamedFilter) -> list[tuple[EntryKind, str]]:
    try:
        filters = parse_words(one.words)
    except ProdashError:
        return []
    ends = [text for text in (filters.past, filters.before) if text]
    return [*typed_names(filters), *((STAGE, text) for text in ends)]
