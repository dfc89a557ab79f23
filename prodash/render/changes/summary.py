"""Change summary: how many tracks and entries a plan changes, in one line."""

from collections.abc import Container, Iterator, Mapping

from prodash.model.change.change import TRACK, ChangePlan, Subject
from prodash.render.terminal.words import pluralise

_VERBS = {
    "add": ("added", "would be added"),
    "remove": ("removed", "would be removed"),
    "change": ("changed", "would change"),
}


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """The summary for scripts: `2 changed, 1 unchanged`, where a number without a noun counts tracks.

    If the plan has tracks, but they are as they should be, it is `nothing to change`.
    """
    parts = [
        f"{_numbers(numbers)} {_VERBS[verb][not written]}" for verb, numbers in _counts_by_verb(plan).items()
    ]
    if not parts:
        return _nothing(plan, f"0 {_VERBS['change'][not written]}")
    return ", ".join([*parts, f"{plan.unchanged_count:,} unchanged"] if plan.unchanged_count else parts)


def plan_sentence(plan: ChangePlan, *, written: bool) -> str:
    """The summary for a terminal: `2 tracks changed, 1 unchanged`, or `nothing to change`."""
    parts = [
        f"{_words(numbers)} {_VERBS[verb][not written]}" for verb, numbers in _counts_by_verb(plan).items()
    ]
    if not parts:
        return _nothing(plan, f"0 tracks {_VERBS['change'][not written]}")
    return ", ".join([*parts, *_unchanged(plan)])


def _nothing(plan: ChangePlan, nothing_found: str) -> str:
    return "nothing to change" if plan.unchanged_count else nothing_found


def changed_words(plan: ChangePlan) -> str:
    """What changes, with counts: `1 stage and 12 tracks`."""
    return _words(plan.changed_counts)


def _unchanged(plan: ChangePlan) -> Iterator[str]:
    if plan.unchanged_count:
        yield f"{plan.unchanged_count:,} unchanged"


def _counts_by_verb(plan: ChangePlan) -> Mapping[str, Mapping[str, int]]:
    """The number of subjects of each kind, by what happens to them."""
    counts: dict[str, dict[str, int]] = {}
    for subject in {change.subject: None for change in plan.to_write}:
        numbers = counts.setdefault(_verb(subject, plan.new_subjects, plan.removed_subjects), {})
        numbers[subject.kind] = numbers.get(subject.kind, 0) + 1
    return counts


def _numbers(numbers: Mapping[str, int]) -> str:
    """The number of each kind: `1 stage and 12 tracks`, but `12` if there are only tracks."""
    return f"{numbers[TRACK]:,}" if numbers.keys() == {TRACK} else _words(numbers)


def _words(numbers: Mapping[str, int]) -> str:
    return " and ".join(pluralise(number, kind) for kind, number in numbers.items())


def _verb(subject: Subject, new: Container[Subject], removed: Container[Subject]) -> str:
    return "add" if subject in new else "remove" if subject in removed else "change"
