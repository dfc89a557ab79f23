"""Sections: what differs between two versions of a catalogue: a heading for what happened, then each track or entry."""

from collections.abc import Mapping, Sequence
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LIST_FIELDS
from prodash.model.catalogue.kinds import FIELD
from prodash.model.comparison.difference import Difference, Group, What
from prodash.model.plan.change import TRACK, Subject
from prodash.model.plan.plan import ChangePlan
from prodash.render.changes.groups import ChangeGroup, FieldChange
from prodash.render.changes.rows import subject_rows
from prodash.render.changes.subjects import Subjects
from prodash.render.changes.values import ShownValue, differing_values, list_difference, shown_values
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import shorten, width
from prodash.render.terminal.words import pluralise

_HEADINGS = {
    Group.MOVED: "Moved",
    Group.ADDED: "Added",
    Group.REMOVED: "Removed",
    Group.DUE: "Due dates",
    Group.WORKFLOWS: "Workflows",
    Group.PROJECTS: "Projects",
    Group.RENAMED: "Renamed",
    Group.FIELDS: "Other fields",
    Group.ENTRIES: "Stages, workflows and projects",
}
_WITH_FIELDS = "Stages, workflows, projects and fields"
_NAMES_FIELDS = frozenset({Group.RENAMED, Group.FIELDS, Group.ENTRIES})
"""Where the heading does not say which field differs."""

_WIDE = 1_000_000
_GAP = 2


def difference_sections(
    differences: Sequence[Difference], both: Catalogue, screen: Screen, today: date
) -> list[str]:
    """The lines of *differences* in sections a blank line apart; *both* has all their tracks and entries."""
    # Nothing is cut where the output has no width.
    screen = screen._replace(width=screen.width or _WIDE)
    reader = _Reader(differences, both, today)
    sections = {group: changes for group in Group if (changes := reader.changes_in(group))}
    # Where fields are named, entries have longer names than tracks.
    widths = {named: _widest_title(sections, reader, named=named) for named in (True, False)}
    blocks = (
        _block(group, changes, reader, screen, widths[group in _NAMES_FIELDS])
        for group, changes in sections.items()
    )
    return [line for block in blocks for line in ("", *block)][1:]


class _Reader:
    """Reads differences as people see them."""

    def __init__(self, differences: Sequence[Difference], both: Catalogue, today: date) -> None:
        self._differences, self._both = differences, both
        self.subjects = Subjects(ChangePlan("", tuple(one.change for one in differences)), both, today)
        self._tracks = {track.path: track for track in both.tracks}

    def changes_in(self, group: Group) -> list[ChangeGroup]:
        """What happened to each track or entry of *group*."""
        by_subject: dict[Subject, list[FieldChange]] = {}
        for one in self._differences:
            if one.group is group:
                by_subject.setdefault(one.change.subject, []).append(self._change(one))
        return [ChangeGroup(tuple(changes), (subject,)) for subject, changes in by_subject.items()]

    def _change(self, one: Difference) -> FieldChange:
        change = one.change
        if one.what is not What.CHANGED:
            return self._whole(one)
        if change.field in LIST_FIELDS and (items := list_difference(change, self._both)):
            return FieldChange(change.field, None, items)
        before, after = differing_values(change, self._both)
        return FieldChange(change.field, before, after._replace(note=self.subjects.how_far_off(change)))

    def _whole(self, one: Difference) -> FieldChange:
        """What was added or removed: the stage and the due date of a track."""
        change = one.change
        if change.kind != TRACK:
            return FieldChange(one.what.value, None, ShownValue(""))
        before, after = shown_values(change, self._both)
        due = self._tracks[change.path].due
        return FieldChange(
            "stage", None, (after if change.after else before)._replace(note=f"due {due}" if due else "")
        )


def _widest_title(sections: Mapping[Group, Sequence[ChangeGroup]], reader: _Reader, *, named: bool) -> int:
    """The columns of the widest title in those sections where fields are *named*, or in the others."""
    chosen = [changes for group, changes in sections.items() if (group in _NAMES_FIELDS) == named]
    subjects = {change.subjects[0] for changes in chosen for change in changes}
    return max((width(reader.subjects.title(subject)) for subject in subjects), default=0)


def _block(
    group: Group, changes: Sequence[ChangeGroup], reader: _Reader, screen: Screen, title_width: int
) -> list[str]:
    """The heading of a section and its lines."""
    named = group in _NAMES_FIELDS
    rows = subject_rows(changes, reader.subjects, screen, whole=True, named=named, title_width=title_width)
    return [_heading(group, changes, screen), *(line.rstrip() for row in rows for line in row)]


def _heading(group: Group, changes: Sequence[ChangeGroup], screen: Screen) -> str:
    name = _HEADINGS[group]
    if group is Group.ENTRIES:
        has_fields = any(change.subjects[0].kind == FIELD.name for change in changes)
        return paint(_WITH_FIELDS if has_fields else name, BOLD, screen.depth)
    count = shorten(pluralise(len(changes), TRACK), max(screen.columns - len(name) - _GAP, 1))
    return f"{paint(name, BOLD, screen.depth)}  {paint(count, DIM, screen.depth)}"
