"""Change lines: a plan with one line for each change and with ids to copy, for pipes and files."""

from collections.abc import Iterable, Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS, type_of
from prodash.model.plan.change import TRACK, Change, MoveFile, by_subject
from prodash.model.plan.plan import ChangePlan
from prodash.render.changes.values import ShownValue, shown_values
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, colour_badge, paint
from prodash.render.terminal.width import clean, pad, width


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen, *, hide_field: bool) -> list[str]:
    """One line for each change: the subject, the field, and its value before and after.

    The field is left out if all changes have the same one, and it is the stage or *hide_field* says so.
    """
    rows = list(_change_rows(plan, catalogue, screen))
    kinds = {(change.kind, change.field) for change in plan.to_write}
    says_more = plan.removed_subjects or any(isinstance(change, MoveFile) for change in plan.to_write)
    if len(kinds) == 1 and (hide_field or kinds == {(TRACK, "stage")}) and not says_more:
        rows = [(name, "", text) for name, _, text in rows]
    names, fields = _padded(name for name, _, _ in rows), _padded(field for _, field, _ in rows)
    lines = zip(names, fields, (text for _, _, text in rows), strict=True)
    return ["  ".join(filter(None, line)).rstrip() for line in lines]


def _change_rows(plan: ChangePlan, catalogue: Catalogue, screen: Screen) -> Iterator[tuple[str, str, str]]:
    """Subject, field and change of each line of the plan.

    What is removed has one row.  A single new track has a row for its file and one for each field;
    if there are several new tracks, each has one row with all its fields.
    """
    several_are_new = sum(subject.kind == TRACK for subject in plan.new_subjects) > 1
    for subject, changes in by_subject(plan.to_write).items():
        is_track, is_new = subject.kind == TRACK, subject in plan.new_subjects
        name = subject.id if is_track else f"{subject.kind} {subject.id}"
        if subject in plan.removed_subjects:
            yield name, "removed", subject.path if is_track else ""
        elif is_track and is_new and several_are_new:
            texts = (_new_track_text(change, catalogue, screen) for change in changes)
            yield name, "new", f" {paint('·', DIM, screen.depth)} ".join(texts)
        else:
            if is_track and is_new:
                yield name, "file", clean(subject.path)
            for change in changes:
                yield name, change.field, _before_and_after(change, catalogue, screen, is_new=is_new)


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _before_and_after(change: Change, catalogue: Catalogue, screen: Screen, *, is_new: bool) -> str:
    before, after = (_painted(value, screen) for value in shown_values(change, catalogue))
    return after if is_new else f"{before} {paint('→', DIM, screen.depth)} {after}"


def _painted(value: ShownValue, screen: Screen) -> str:
    return colour_badge(value.text, value.stage.colour, screen.depth) if value.stage else value.text


def _new_track_text(change: Change, catalogue: Catalogue, screen: Screen) -> str:
    """One field of a new track in few words: the value, or only the name of the field if it is `notes`."""
    if type_of(change.field) == "text":
        return change.field
    shown = _before_and_after(change, catalogue, screen, is_new=True)
    return shown if change.field in TRACK_FIELDS else f"{clean(change.field)} {shown}"
