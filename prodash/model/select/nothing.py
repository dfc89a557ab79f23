"""Nothing: which filter left no track, in words."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS
from prodash.model.select.where import split_clause
from prodash.model.select.where_hints import value_hint

_PLURALS = {"is": "are", "has": "have", "needs": "need", "contains": "contain"}
_DUE_WORDS = {
    OVERDUE: "overdue",
    NONE: "without a due date",
    ANY: "with a due date",
    "week": "due within 7 days",
    "month": "due within a month",
}


class _Step(NamedTuple):
    """One filter alone, with the words for a track that meets it: `is` and `in Mixing`."""

    alone: Filters
    verb: str
    words: str


def why_nothing(catalogue: Catalogue, filters: Filters, count: Callable[[Filters], int]) -> str:
    """Why *filters* select no track; *count* is the number of tracks that filters select.

    `no track is in Mixing and due this week; 8 are in Mixing`.  A filter that leaves nothing even alone is named alone.
    """
    steps = list(_steps(catalogue, filters))
    if catalogue.is_empty:
        return NO_TRACKS
    if filters.track is not None:
        return _why_no_named_track(filters, steps, count)
    for step in steps:
        if not count(step.alone._replace(all=True)):
            return f"no track {_sentence([step])}{_value_hint(catalogue, step)}"
    return _why_none_together("no track", filters, steps, count)


def _why_no_named_track(filters: Filters, steps: Sequence[_Step], count: Callable[[Filters], int]) -> str:
    if not filters.track:
        return "stdin names no track"
    return _why_none_together("no named track", filters, steps, count)


def _why_none_together(
    subject: str, filters: Filters, steps: Sequence[_Step], count: Callable[[Filters], int]
) -> str:
    """The first filters that nothing meets together, and how many tracks meet all but the last of them."""
    together, before = Filters(track=filters.track, all=filters.all), 0
    for number, step in enumerate(steps, 1):
        together = _both(together, step.alone)
        found = count(together)
        if not found:
            others = steps[: number - 1]
            rest = f"; {before:,} {_sentence(others, plural=before != 1)}" if others else ""
            return f"{subject} {_sentence(steps[:number])}{rest}"
        before = found
    return ""


def _both(filters: Filters, more: Filters) -> Filters:
    """*filters* that also have the one filter in *more*."""
    given = {name: value for name, value in more._asdict().items() if value != Filters._field_defaults[name]}
    if "where" in given:
        given["where"] = (*filters.where, *more.where)
    return filters._replace(**given)


def _sentence(steps: Sequence[_Step], *, plural: bool = False) -> str:
    """`is in Mixing and due this week`: a verb is not repeated."""
    parts, last = [], ""
    for step in steps:
        verb = _PLURALS[step.verb] if plural else step.verb
        parts.append(step.words if verb == last else f"{verb} {step.words}")
        last = verb
    return " and ".join(parts)


def _steps(catalogue: Catalogue, filters: Filters) -> Iterator[_Step]:
    """The filters one by one, in the order in which they are applied."""
    stages, workflows, projects = catalogue.stages, catalogue.workflows, catalogue.projects
    if filters.stage:
        yield _Step(Filters(stage=filters.stage), "is", f"in {_names(stages, filters.stage)}")
    if filters.not_stage:
        yield _Step(Filters(not_stage=filters.not_stage), "is", f"not in {_names(stages, filters.not_stage)}")
    if filters.past is not None:
        yield _Step(Filters(past=filters.past), "is", f"past {_names(stages, [filters.past])}")
    if filters.before is not None:
        yield _Step(Filters(before=filters.before), "is", f"before {_names(stages, [filters.before])}")
    if filters.workflow:
        yield _Step(Filters(workflow=filters.workflow), "needs", _names(workflows, filters.workflow))
    if filters.not_workflow:
        without = f"without {_names(workflows, filters.not_workflow)}"
        yield _Step(Filters(not_workflow=filters.not_workflow), "is", without)
    if filters.project:
        yield _Step(Filters(project=filters.project), "is", f"in {_names(projects, filters.project)}")
    if filters.not_project:
        yield _Step(
            Filters(not_project=filters.not_project), "is", f"not in {_names(projects, filters.not_project)}"
        )
    yield from _other_steps(filters)


def _other_steps(filters: Filters) -> Iterator[_Step]:
    if filters.due:
        yield _Step(Filters(due=filters.due), "is", _due_words(filters.due))
    if filters.not_due:
        yield _Step(Filters(not_due=filters.not_due), "is", f"not {_due_words(filters.not_due)}")
    if filters.search is not None:
        yield _Step(Filters(search=filters.search), "contains", repr(filters.search))
    for text in filters.where:
        clause = split_clause(text)
        verb, words = ("is", f"without {clause.key}") if clause.symbol == "!" else ("has", text.strip())
        yield _Step(Filters(where=(text,)), verb, words)


def _due_words(phrases: Sequence[str]) -> str:
    folded = [phrase.casefold() for phrase in split_names(phrases)]
    return " or ".join(_DUE_WORDS.get(phrase, f"due {phrase}") for phrase in folded)


def _names(vocabulary: Vocabulary[Any], texts: Sequence[str]) -> str:
    return " or ".join(_name(vocabulary, part) for part in split_names(texts))


def _name(vocabulary: Vocabulary[Any], part: str) -> str:
    if part.casefold() == NONE:
        return f"no {vocabulary.kind}"
    entry = vocabulary.find(part)
    if entry or "+" not in part:
        return str(entry.name) if entry else part
    return " and ".join(_name(vocabulary, one) for one in part.split("+"))


def _value_hint(catalogue: Catalogue, step: _Step) -> str:
    """The end of a message about a value that no track has."""
    return value_hint(catalogue, split_clause(step.alone.where[0])) if step.alone.where else ""
