"""Change groups: what happens to many tracks alike, and what happens to one track or entry alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.change import TRACK, Change, Subject, by_subject
from prodash.model.plan.plan import ChangePlan
from prodash.render.changes.alike import alike, is_many
from prodash.render.changes.subjects import Subjects
from prodash.render.changes.values import ShownValue, differing_values, list_difference
from prodash.render.terminal.width import clean

_BLANK = ShownValue("")
_VARIOUS = ShownValue("various")


class FieldChange(NamedTuple):
    """A field with its value before and after; `before` is None if there is only one value to show."""

    field: str
    before: ShownValue | None
    after: ShownValue


class ChangeGroup(NamedTuple):
    """What changes in each of `subjects` alike."""

    changes: tuple[FieldChange, ...]
    subjects: tuple[Subject, ...]


class GroupedPlan(NamedTuple):
    """A plan in the order in which people read it.

    entries  stages, workflows and projects, one by one
    alike    tracks that change alike in some fields
    files    new and removed tracks, if they are many
    single   tracks one by one
    """

    entries: Sequence[ChangeGroup]
    alike: Sequence[ChangeGroup]
    files: Sequence[ChangeGroup]
    single: Sequence[ChangeGroup]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The tracks that change alike with others, each once."""
        return tuple(dict.fromkeys(subject for group in self.alike for subject in group.subjects))

    @property
    def fields(self) -> frozenset[str]:
        """The fields in which tracks change alike."""
        return frozenset(change.field for group in self.alike for change in group.changes)


def group_plan(plan: ChangePlan, catalogue: Catalogue, subjects: Subjects, *, whole: bool) -> GroupedPlan:
    """*plan* in groups; with *whole*, new tracks are also there one by one, with the values that they do not share."""
    reader = _Reader(plan, catalogue, subjects)
    tracks = subjects.in_order(change for change in plan.to_write if change.kind == TRACK)
    in_place = [c for c in tracks if c.path not in plan.new_files | plan.removed_files]
    together, alone = reader.groups(in_place, whole=whole)
    shared: list[ChangeGroup] = []
    for files in (plan.new_files, plan.removed_files):
        in_files = [*reader.by_subject([c for c in tracks if c.path in files])]
        if is_many(in_files):
            common = _common(in_files)
            shared.append(common)
            alone += [*_own(in_files, common)] if whole else []
        else:
            alone += in_files
    entries = [*reader.by_subject([c for c in plan.to_write if c.kind != TRACK])]
    return GroupedPlan(entries, together, shared, alone)


class _Reader:
    """Reads the changes of a plan as people see them."""

    def __init__(self, plan: ChangePlan, catalogue: Catalogue, subjects: Subjects) -> None:
        self._new, self._removed = plan.new_subjects, plan.removed_subjects
        self._catalogue, self._subjects = catalogue, subjects

    def groups(
        self, changes: Sequence[Change], *, whole: bool
    ) -> tuple[list[ChangeGroup], list[ChangeGroup]]:
        """The tracks that change alike in a field, and each track alone with its other changes.

        Fields that change in the same tracks are one group.
        """
        by_subjects: dict[tuple[Subject, ...], list[FieldChange]] = {}
        grouped: set[int] = set()
        for field in dict.fromkeys(change.field for change in changes):
            of_field = [change for change in changes if change.field == field]
            for same in alike(of_field, self._key, self._key_after, whole=whole):
                grouped.update(map(id, same))
                subjects = tuple(change.subject for change in same)
                by_subjects.setdefault(subjects, []).append(self._common_change(same))
        shared = [ChangeGroup(tuple(of_all), subjects) for subjects, of_all in by_subjects.items()]
        return shared, [*self.by_subject([change for change in changes if id(change) not in grouped])]

    def by_subject(self, changes: Sequence[Change]) -> Iterator[ChangeGroup]:
        """Each subject alone, with all that changes in it; of a removed one, no field is shown."""
        for subject, own in by_subject(changes).items():
            name = self._subjects.name(subject)
            fields = [] if subject in self._removed else map(self._field_change, own)
            unsaid = (field for field in fields if field.before or field.after.text != name)
            yield ChangeGroup((*self._whole_file(subject), *unsaid), (subject,))

    def _whole_file(self, subject: Subject) -> Iterator[FieldChange]:
        """What says that *subject* is removed, or that a track is new."""
        is_track = subject.kind == TRACK
        if subject in self._removed:
            yield FieldChange("removed", None, ShownValue(clean(subject.path)) if is_track else _BLANK)
        elif subject in self._new and is_track:
            yield FieldChange("new", None, ShownValue(clean(subject.path)))

    def _field_change(self, change: Change) -> FieldChange:
        before, after = differing_values(change, self._catalogue)
        after = after._replace(note=self._subjects.how_far_off(change))
        return FieldChange(change.field, None if change.subject in self._new else before, after)

    def _common_change(self, changes: Sequence[Change]) -> FieldChange:
        """What is true of all *changes*: of lists that differ, what they lose and get."""
        first, *others = map(self._field_change, changes)
        if any(other.after.note != first.after.note for other in others):
            first = first._replace(after=first.after._replace(note=""))
        if all(other.before == first.before for other in others):
            return first
        difference = list_difference(changes[0], self._catalogue)
        if difference and all(list_difference(c, self._catalogue) == difference for c in changes):
            return FieldChange(first.field, None, difference)
        return first._replace(before=_VARIOUS)

    def _key(self, change: Change) -> str:
        """A text that is equal for changes that are alike."""
        difference = list_difference(change, self._catalogue)
        shown = [difference] if difference else differing_values(change, self._catalogue)
        return "\0".join(value.text for value in shown if value)

    def _key_after(self, change: Change) -> str:
        return differing_values(change, self._catalogue)[1].text


def _common(groups: Sequence[ChangeGroup]) -> ChangeGroup:
    """What new or removed tracks share, with their folder, and the names of the fields in which they differ."""
    first, *others = [group.changes for group in groups]
    shared = [change for change in first[1:] if all(change in changes for changes in others)]
    fields = dict.fromkeys(
        change.field for changes in (first, *others) for change in changes[1:] if change not in shared
    )
    fields.pop("title", None)
    own = [FieldChange("each", None, ShownValue(f"its own {clean(', '.join(fields))}"))] if fields else []
    subjects = tuple(subject for group in groups for subject in group.subjects)
    folders = {file.after.text.rpartition("/")[0] for file, *_ in (first, *others)}
    where = ShownValue(f"in {folders.pop()}") if len(folders) == 1 else _BLANK
    return ChangeGroup((first[0]._replace(after=where), *shared, *own), subjects)


def _own(groups: Iterable[ChangeGroup], common: ChangeGroup) -> Iterator[ChangeGroup]:
    """Each of *groups* with the changes that *common* does not have."""
    for group in groups:
        own = tuple(change for change in group.changes if change not in common.changes)
        yield group._replace(changes=own)
