"""Plan: what a change will do or has done, line by line."""

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
from prodash.render.terminal.style import DIM, colour_badge, paint
from prodash.render.terminal.width import clean, pad, width
from prodash.render.terminal.words import pluralise

_NOTHING = "(none)"
_VERBS = {
    "add": ("added", "would be added"),
    "remove": ("removed", "would be removed"),
    "change": ("changed", "would change"),
}


def plan_sheet(plan: ChangePlan, *, written: bool) -> Sheet[Change]:
    """A sheet with one row per field of each selected subject, whether it changes or not.

    Only rows of the first kind that change have an id: tracks, or stages, never both.
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


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen, *, hide_field: bool) -> str:
    """One line for each change: the subject, the field, and its value before and after.

    The field is left out if all changes have the same one, and it is the stage or *hide_field* says so.
    """
    rows = list(_change_rows(plan, catalogue, screen))
    kinds = {(change.kind, change.field) for change in plan.to_write}
    if len(kinds) == 1 and (hide_field or kinds == {(TRACK, "stage")}) and not plan.removed_subjects:
        rows = [(name, "", text) for name, _, text in rows]
    names, fields = _padded(name for name, _, _ in rows), _padded(field for _, field, _ in rows)
    lines = zip(names, fields, (text for _, _, text in rows), strict=True)
    return "\n".join("  ".join(filter(None, line)).rstrip() for line in lines)


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """How many were changed, added and removed, and how many are unchanged: `2 changed, 1 unchanged`."""
    new, removed = plan.new_subjects, plan.removed_subjects
    counts: dict[str, dict[str, int]] = {}
    for subject in {change.subject: None for change in plan.to_write}:
        numbers = counts.setdefault(_verb(subject, new, removed), {})
        numbers[subject.kind] = numbers.get(subject.kind, 0) + 1
    parts = [f"{_counts_text(numbers)} {_VERBS[verb][not written]}" for verb, numbers in counts.items()]
    parts = parts or [f"0 {_VERBS['change'][not written]}"]
    return ", ".join([*parts, f"{plan.unchanged_count:,} unchanged"] if plan.unchanged_count else parts)


def changed_words(plan: ChangePlan) -> str:
    """What changes, with counts: `1 stage and 12 tracks`."""
    return " and ".join(pluralise(number, kind) for kind, number in plan.changed_counts.items())


def _counts_text(numbers: Mapping[str, int]) -> str:
    """The number of each kind: `1 stage and 12 tracks`, but `12` if there are only tracks."""
    if numbers.keys() == {TRACK}:
        return f"{numbers[TRACK]:,}"
    return " and ".join(pluralise(number, kind) for kind, number in numbers.items())


def _verb(subject: Subject, new: Container[Subject], removed: Container[Subject]) -> str:
    return "add" if subject in new else "remove" if subject in removed else "change"


def _change_rows(plan: ChangePlan, catalogue: Catalogue, screen: Screen) -> Iterator[tuple[str, str, str]]:
    """Subject, field and change of each line of the plan.

    What is removed has one row.  A single new track has a row for its file and one for each field;
    if there are several new tracks, each has one row with all its fields.
    """
    new, removed = plan.new_subjects, plan.removed_subjects
    new_tracks: dict[Subject, list[str]] = {}
    if sum(subject.kind == TRACK for subject in new) > 1:
        for change in plan.to_write:
            if change.kind == TRACK and change.subject in new:
                new_tracks.setdefault(change.subject, []).append(_new_track_text(change, catalogue, screen))
    seen: set[Subject] = set()
    for change in plan.to_write:
        subject = change.subject
        first = subject not in seen
        seen.add(subject)
        if subject in removed:
            if first:
                yield _subject_name(change), "removed", change.path if change.kind == TRACK else ""
            continue
        if subject in new_tracks:
            if first:
                yield (
                    _subject_name(change),
                    "new",
                    f" {paint('·', DIM, screen.depth)} ".join(new_tracks[subject]),
                )
            continue
        if subject in new and first and change.kind == TRACK:
            yield _subject_name(change), "file", clean(change.path)
        yield (
            _subject_name(change),
            change.field,
            _before_and_after(change, catalogue, screen, is_new=subject in new),
        )


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _subject_name(change: Change) -> str:
    return change.id if change.kind == TRACK else f"{change.kind} {change.id}"


def _before_and_after(change: Change, catalogue: Catalogue, screen: Screen, *, is_new: bool) -> str:
    entries = _entries_by_id(change, catalogue)
    after = _value_text(change.after, entries, screen)
    if is_new:
        return after
    before = _value_text(change.before, entries, screen)
    if before == after:
        # Both values have the same name, so show how the file writes them.
        before, after = _value_text(change.before, {}, screen), _value_text(change.after, {}, screen)
    return f"{before} {paint('→', DIM, screen.depth)} {after}"


def _new_track_text(change: Change, catalogue: Catalogue, screen: Screen) -> str:
    """One field of a new track in few words: the value, or only the name of the field if it is `notes`."""
    if type_of(change.field) == "text":
        return change.field
    shown = _before_and_after(change, catalogue, screen, is_new=True)
    return shown if change.field in TRACK_FIELDS else f"{clean(change.field)} {shown}"


def _entries_by_id(change: Change, catalogue: Catalogue) -> dict[str, Any]:
    """The stages, workflows or projects that a change of a track names, by id.

    It is empty if a new one is not in the catalogue, as after a rename: then both sides show ids.
    """
    if change.kind != TRACK or change.field not in BY_FIELD:
        return {}
    vocabulary = BY_FIELD[change.field].vocabulary_of(catalogue)
    new, old = ({as_text(item) for item in _items(value)} for value in (change.after, change.before))
    if any(text and vocabulary.find(text) is None for text in new - old) and vocabulary.is_declared:
        return {}
    return {text: vocabulary.find(text) for text in new | old if text}


def _value_text(value: Value, entries: Mapping[str, Any], screen: Screen) -> str:
    """*value* for people: a stage as a badge, workflows and projects by name."""
    texts = [as_text(item) for item in _items(value)]
    if not any(texts):
        return _NOTHING
    found_entries = [entries.get(text) for text in texts]
    if isinstance(found_entries[0], Stage):
        return colour_badge(clean(found_entries[0].name), found_entries[0].colour, screen.depth)
    return clean(
        ", ".join(entry.name if entry else text for entry, text in zip(found_entries, texts, strict=True))
    )


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)
