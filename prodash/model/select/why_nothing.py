"""Why nothing is selected: which filter left no track, in words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE, WORKFLOW
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS, without_archived
from prodash.model.where.grammar import ABSENT, split_clause
from prodash.model.where.hints import value_hint

_PLURALS = {"is": "are", "has": "have", "needs": "need", "contains": "contain"}
_NAME_FILTERS = {
    "stage": (STAGE, "is", "in "),
    "not_stage": (STAGE, "is", "not in "),
    "past": (STAGE, "is", "past "),
    "before": (STAGE, "is", "before "),
    "workflow": (WORKFLOW, "needs", ""),
    "not_workflow": (WORKFLOW, "is", "without "),
    "project": (PROJECT, "is", "in "),
    "not_project": (PROJECT, "is", "not in "),
}
"""The filters by names, in the order in which they are applied, each with the words before its names."""
_DUE_WORDS = {
    OVERDUE: "overdue",
    NONE: "without a due date",
    ANY: "with a due date",
    "week": "due within 7 days",
    "month": "due within a month",
}


_SEVERAL = {"where", "filter", "named"}
"""The filters that may be there several times; each narrows down."""


class _Part(NamedTuple):
    """One of the filters alone, with the words for a track that meets it: `is` and `in Mixing`."""

    alone: Filters
    verb: str
    words: str


def why_nothing(catalogue: Catalogue, filters: Filters, today: date, count: Callable[[Filters], int]) -> str:
    """Why *filters* select no track; *count* is the number of tracks that filters select.

    `no track is in Mixing and due this week; 8 are in Mixing`.  A filter that leaves nothing even alone is named alone.
    """
    parts = list(_parts(catalogue, filters, today))
    if catalogue.is_empty:
        return NO_TRACKS
    if filters.track is not None:
        return _why_no_named_track(filters, parts, count)
    for part in parts:
        if not count(part.alone._replace(all=True)):
            return f"no track {_sentence([part])}{_value_hint(catalogue, filters, part)}"
    return _why_none_together("no track", filters, parts, count)


def _why_no_named_track(filters: Filters, parts: Sequence[_Part], count: Callable[[Filters], int]) -> str:
    if not filters.track:
        return "stdin names no track"
    return _why_none_together("no named track", filters, parts, count)


def _why_none_together(
    subject: str, filters: Filters, parts: Sequence[_Part], count: Callable[[Filters], int]
) -> str:
    """The first filters that nothing meets together, and how many tracks meet all but the last of them."""
    together, before = Filters(track=filters.track, all=filters.all), 0
    for number, part in enumerate(parts, 1):
        together = _both(together, part.alone)
        found = count(together)
        if not found:
            others = parts[: number - 1]
            rest = f"; {before:,} {_sentence(others, plural=before != 1)}" if others else ""
            return f"{subject} {_sentence(parts[:number])}{rest}"
        before = found
    return ""


def _both(filters: Filters, more: Filters) -> Filters:
    """*filters* that also have the one filter in *more*."""
    given = {name: value for name, value in more._asdict().items() if value != Filters._field_defaults[name]}
    given |= {name: (*getattr(filters, name), *given[name]) for name in _SEVERAL & given.keys()}
    return filters._replace(**given)


def _sentence(parts: Sequence[_Part], *, plural: bool = False) -> str:
    """`is in Mixing and due this week`: a verb is not repeated."""
    texts, last = [], ""
    for part in parts:
        verb = _PLURALS[part.verb] if plural else part.verb
        texts.append(part.words if verb == last else f"{verb} {part.words}")
        last = verb
    return " and ".join(texts)


def _parts(catalogue: Catalogue, filters: Filters, today: date) -> Iterator[_Part]:
    """The filters one by one, in the order in which they are applied; those that are named last."""
    yield from _own_parts(catalogue, filters, today)
    for name, meant in filters.named:
        for part in _own_parts(catalogue, meant, today):
            yield part._replace(alone=Filters(filter=(name,), named=((name, part.alone),)))


def _own_parts(catalogue: Catalogue, filters: Filters, today: date) -> Iterator[_Part]:
    for option, (kind, verb, preposition) in _NAME_FILTERS.items():
        if names := getattr(filters, option):
            texts = [names] if isinstance(names, str) else names
            words = f"{preposition}{_names(kind.vocabulary_of(catalogue), texts)}"
            yield _Part(Filters()._replace(**{option: names}), verb, words)
    if filters.due:
        yield _Part(Filters(due=filters.due), "is", _due_words(filters.due))
    if filters.not_due:
        yield _Part(Filters(not_due=filters.not_due), "is", f"not {_due_words(filters.not_due)}")
    if filters.search is not None:
        yield _Part(Filters(search=filters.search), "contains", repr(filters.search))
    if filters.moved_since is not None:
        from prodash.model.dates.past_days import if_future
        from prodash.model.filters.history import day_meant

        day = day_meant(filters.moved_since, today)
        words = f"moved since {day}{if_future(day, today)}"
        yield _Part(Filters(moved_since=filters.moved_since), "has", words)
    if filters.in_stage_for is not None:
        words = f"been in one stage for {filters.in_stage_for}"
        yield _Part(Filters(in_stage_for=filters.in_stage_for), "has", words)
    for text in filters.where:
        clause = split_clause(text)
        verb, words = ("is", f"without {clause.field}") if clause.sign == ABSENT else ("has", text.strip())
        yield _Part(Filters(where=(text,)), verb, words)


def _due_words(phrases: Sequence[str]) -> str:
    folded = [phrase.casefold() for phrase in split_names(phrases)]
    return " or ".join(_DUE_WORDS.get(phrase, f"due {phrase}") for phrase in folded)


def _names(vocabulary: Vocabulary[Any], texts: Sequence[str]) -> str:
    return " or ".join(_name(vocabulary, text) for text in split_names(texts))


def _name(vocabulary: Vocabulary[Any], text: str) -> str:
    if text.casefold() == NONE:
        return f"no {vocabulary.kind}"
    entry = vocabulary.find(text)
    if entry or "+" not in text:
        return str(entry.name) if entry else text
    return " and ".join(_name(vocabulary, one) for one in text.split("+"))


def _value_hint(catalogue: Catalogue, filters: Filters, part: _Part) -> str:
    """The end of a message about a value that no track has."""
    wheres = part.alone.conditions
    if not wheres:
        return ""
    tracks = catalogue.tracks
    meant = tracks if filters.includes_archived else without_archived(catalogue, filters, tracks)
    return value_hint(catalogue, split_clause(wheres[0]), meant)
