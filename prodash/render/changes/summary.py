"""Change summary: how many tracks and entries a plan changes, in one line."""

from collections.abc import Iterator, Mapping

from prodash.model.plan.change import TRACK, MoveFile, Subject
from prodash.model.plan.plan import ChangePlan
from prodash.render.terminal.words import pluralise

NOTHING_TO_CHANGE = "nothing to change"
"""What was found is as it should be; never said where nothing was found."""

_VERBS = {
    "add": ("added", "would be added"),
    "remove": ("removed", "would be removed"),
    "rename": ("renamed", "would be renamed"),
    "move": ("moved", "would be moved"),
    "change": ("changed", "would change"),
}


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """The summary for scripts: `2 changed, 1 unchanged` if there are only tracks, or `1 stage removed, 2 tracks changed`.

    If the plan has tracks, but they are as they should be, it is `nothing to change`.
    """
    in_words = _words if plan.changed_counts.keys() - {TRACK} else _number_of_tracks
    parts = [
        f"{in_words(numbers)} {_VERBS[verb][not written]}" for verb, numbers in _counts_by_verb(plan).items()
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
    return NOTHING_TO_CHANGE if plan.unchanged_count else nothing_found


def change_in_words(plan: ChangePlan) -> str:
    """What the plan does, with counts: `Change 1 stage and 12 tracks`, or `Remove 3 tracks`."""
    counts = _counts_by_verb(plan)
    verb = next(iter(counts)) if len(counts) == 1 else "change"
    return f"{verb.capitalize()} {_words(plan.changed_counts)}"


def _unchanged(plan: ChangePlan) -> Iterator[str]:
    if plan.unchanged_count:
        yield f"{plan.unchanged_count:,} unchanged"


def _counts_by_verb(plan: ChangePlan) -> Mapping[str, Mapping[str, int]]:
    """The number of subjects of each kind, by what happens to them."""
    counts: dict[str, dict[str, int]] = {}
    moves = {change.subject: change for change in plan.to_write if isinstance(change, MoveFile)}
    for subject in {change.subject: None for change in plan.to_write}:
        numbers = counts.setdefault(_verb(subject, plan, moves), {})
        numbers[subject.kind] = numbers.get(subject.kind, 0) + 1
    return counts


def _number_of_tracks(numbers: Mapping[str, int]) -> str:
    return f"{numbers[TRACK]:,}"


def _words(numbers: Mapping[str, int]) -> str:
    return " and ".join(pluralise(number, kind) for kind, number in numbers.items())


def _verb(subject: Subject, plan: ChangePlan, moves: Mapping[Subject, MoveFile]) -> str:
    if move := moves.get(subject):
        return "rename" if move.field == "id" else "move"
    return (
        "add" if subject in plan.new_subjects else "remove" if subject in plan.removed_subjects else "change"
    )
