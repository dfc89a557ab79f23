"""Change lines: a plan with one line for each change and with ids to copy, for pipes and files."""

from collections.abc import Iterable, Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS, type_of
from prodash.model.change.change import TRACK, Change, ChangePlan, Subject
from prodash.render.changes.values import Side, sides
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, colour_badge, paint
from prodash.render.terminal.width import clean, pad, width


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen, *, hide_field: bool) -> list[str]:
    """One line for each change: the subject, the field, and its value before and after.

    The field is left out if all changes have the same one, and it is the stage or *hide_field* says so.
    """
    rows = list(_change_rows(plan, catalogue, screen))
    kinds = {(change.kind, change.field) for change in plan.to_write}
    if len(kinds) == 1 and (hide_field or kinds == {(TRACK, "stage")}) and not plan.removed_subjects:
        rows = [(name, "", text) for name, _, text in rows]
    names, fields = _padded(name for name, _, _ in rows), _padded(field for _, field, _ in rows)
    lines = zip(names, fields, (text for _, _, text in rows), strict=True)
    return ["  ".join(filter(None, line)).rstrip() for line in lines]


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
                texts = f" {paint('·', DIM, screen.depth)} ".join(new_tracks[subject])
                yield _subject_name(change), "new", texts
            continue
        if subject in new and first and change.kind == TRACK:
            yield _subject_name(change), "file", clean(change.path)
        text = _before_and_after(change, catalogue, screen, is_new=subject in new)
        yield _subject_name(change), change.field, text


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _subject_name(change: Change) -> str:
    return change.id if change.kind == TRACK else f"{change.kind} {change.id}"


def _before_and_after(change: Change, catalogue: Catalogue, screen: Screen, *, is_new: bool) -> str:
    before, after = (_painted(side, screen) for side in sides(change, catalogue))
    return after if is_new else f"{before} {paint('→', DIM, screen.depth)} {after}"


def _painted(side: Side, screen: Screen) -> str:
    return colour_badge(side.text, side.stage.colour, screen.depth) if side.stage else side.text


def _new_track_text(change: Change, catalogue: Catalogue, screen: Screen) -> str:
    """One field of a new track in few words: the value, or only the name of the field if it is `notes`."""
    if type_of(change.field) == "text":
        return change.field
    shown = _before_and_after(change, catalogue, screen, is_new=True)
    return shown if change.field in TRACK_FIELDS else f"{clean(change.field)} {shown}"
