"""Plan: what a change is going to do or has done, line by line."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS, type_of
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.value import Value, as_text
from prodash.model.change.change import TRACK, Change, ChangePlan, Subject
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, badge, paint
from prodash.render.terminal.width import clean, pad, width
from prodash.render.terminal.words import count

_NOTHING = "(none)"
_VERBS = {
    "add": ("added", "would be added"),
    "remove": ("removed", "would be removed"),
    "change": ("changed", "would change"),
}


def plan_sheet(plan: ChangePlan, *, written: bool) -> Sheet[Change]:
    """The plan as rows, one for each field of each subject that was selected.

    Its ids are those that change of what the command is about: tracks, or stages, never both.
    """
    main = plan.changes[0].kind if plan.changes else TRACK
    return Sheet(
        kind="changes",
        noun="changes",
        columns=(
            Column("kind", lambda change: change.kind, lambda change: Cell(change.kind)),
            Column("id", lambda change: change.id, lambda change: Cell(change.id)),
            Column("path", lambda change: change.path),
            Column("field", lambda change: change.field, lambda change: Cell(change.field)),
            Column("before", lambda change: change.before, lambda change: Cell(as_text(change.before)), 10),
            Column("after", lambda change: change.after, lambda change: Cell(as_text(change.after)), 10),
            Column("changes", lambda change: change.has_effect),
        ),
        rows=plan.changes,
        identify=lambda change: change.id if change.kind == main and change.has_effect else "",
        locate=lambda change: change.path if change.has_effect else "",
        facts={
            "summary": plan.summary,
            "changed": sum(plan.changed_counts.values()),
            "already_so": plan.unchanged_count,
            "written": written,
        },
    )


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen, *, field_told: bool) -> str:
    """One line for each change: what changes, which field, before and after.

    The field is left out where it is always the same and the command told it, or it is the stage.
    """
    rows = list(_rows(plan, catalogue, screen))
    kinds = {(change.kind, change.field) for change in plan.to_write}
    if len(kinds) == 1 and (field_told or kinds == {(TRACK, "stage")}) and not plan.removed_subjects:
        rows = [(name, "", text) for name, _, text in rows]
    names, fields = _padded(name for name, _, _ in rows), _padded(field for _, field, _ in rows)
    lines = zip(names, fields, (text for _, _, text in rows), strict=True)
    return "\n".join("  ".join(filter(None, line)).rstrip() for line in lines)


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """How many changed, came new or went, and how many already were so."""
    new, removed = plan.new_subjects, plan.removed_subjects
    counts: dict[str, dict[str, int]] = {}
    for subject in {change.subject: None for change in plan.to_write}:
        numbers = counts.setdefault(_verb(subject, new, removed), {})
        numbers[subject.kind] = numbers.get(subject.kind, 0) + 1
    parts = [f"{_number(numbers)} {_VERBS[verb][not written]}" for verb, numbers in counts.items()]
    parts = parts or [f"0 {_VERBS['change'][not written]}"]
    return ", ".join([*parts, f"{plan.unchanged_count:,} already so"] if plan.unchanged_count else parts)


def things(plan: ChangePlan) -> str:
    """What changes: `1 stage and 12 tracks`."""
    return " and ".join(count(number, kind) for kind, number in plan.changed_counts.items())


def _number(numbers: Mapping[str, int]) -> str:
    """How many of each kind; tracks alone need no noun."""
    if numbers.keys() == {TRACK}:
        return f"{numbers[TRACK]:,}"
    return " and ".join(count(number, kind) for kind, number in numbers.items())


def _verb(subject: Subject, new: Container[Subject], removed: Container[Subject]) -> str:
    return "add" if subject in new else "remove" if subject in removed else "change"


def _rows(plan: ChangePlan, catalogue: Catalogue, screen: Screen) -> Iterator[tuple[str, str, str]]:
    """What changes, which field, and how; what is gone has one row and a new track one for its file.

    Where several tracks come new, each has one row with all that it says.
    """
    new, removed = plan.new_subjects, plan.removed_subjects
    said: dict[Subject, list[str]] = {}
    if sum(subject.kind == TRACK for subject in new) > 1:
        for change in plan.to_write:
            if change.kind == TRACK and change.subject in new:
                said.setdefault(change.subject, []).append(_said(change, catalogue, screen))
    seen: set[Subject] = set()
    for change in plan.to_write:
        subject = change.subject
        first = subject not in seen
        seen.add(subject)
        if subject in removed:
            if first:
                yield _name(change), "removed", change.path if change.kind == TRACK else ""
            continue
        if subject in said:
            if first:
                yield _name(change), "new", f" {paint('·', DIM, screen.depth)} ".join(said[subject])
            continue
        if subject in new and first and change.kind == TRACK:
            yield _name(change), "file", clean(change.path)
        yield _name(change), change.field, _difference(change, catalogue, screen, is_new=subject in new)


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _name(change: Change) -> str:
    return change.id if change.kind == TRACK else f"{change.kind} {change.id}"


def _difference(change: Change, catalogue: Catalogue, screen: Screen, *, is_new: bool) -> str:
    named = _named(change, catalogue)
    after = _shown(change.after, named, screen)
    if is_new:
        return after
    before = _shown(change.before, named, screen)
    if before == after:
        # Only the spelling changes, so what the file says is what there is to see.
        before, after = _shown(change.before, {}, screen), _shown(change.after, {}, screen)
    return f"{before} {paint('->', DIM, screen.depth)} {after}"


def _said(change: Change, catalogue: Catalogue, screen: Screen) -> str:
    """What a new track says in one field, as short as can be understood: its notes are only named."""
    if type_of(change.field) == "text":
        return change.field
    shown = _difference(change, catalogue, screen, is_new=True)
    return shown if change.field in TRACK_FIELDS else f"{clean(change.field)} {shown}"


def _named(change: Change, catalogue: Catalogue) -> dict[str, Any]:
    """The stages, workflows or projects that a track's field names; none where a new one is not known
    yet, as when it is renamed: then ids stand on both sides.
    """
    if change.kind != TRACK or change.field not in BY_FIELD:
        return {}
    vocabulary = BY_FIELD[change.field].vocabulary_of(catalogue)
    new, old = ({as_text(item) for item in _items(value)} for value in (change.after, change.before))
    if any(text and vocabulary.find(text) is None for text in new - old) and vocabulary.is_declared:
        return {}
    return {text: vocabulary.find(text) for text in new | old if text}


def _shown(value: Value, named: Mapping[str, Any], screen: Screen) -> str:
    """A value as people read it: a stage as its badge, workflows and projects by their names."""
    texts = [as_text(item) for item in _items(value)]
    if not any(texts):
        return _NOTHING
    things = [named.get(text) for text in texts]
    if isinstance(things[0], Stage):
        return badge(clean(things[0].name), things[0].colour, screen.depth)
    return clean(", ".join(thing.name if thing else text for thing, text in zip(things, texts, strict=True)))


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)
