"""Change groups: what happens to many tracks alike, and what happens to one track or entry alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.change import TRACK, Change, ChangePlan, Subject
from prodash.render.changes.alike import alike, is_many
from prodash.render.changes.subjects import Subjects
from prodash.render.changes.values import Side, list_difference, sides
from prodash.render.terminal.width import clean

_BLANK = Side("")
_VARIOUS = Side("various")


class Line(NamedTuple):
    """One field and its value before and after; `before` is None if there is only one value to show."""

    field: str
    before: Side | None
    after: Side


class Group(NamedTuple):
    """Lines that are true of each of `subjects`."""

    lines: tuple[Line, ...]
    subjects: tuple[Subject, ...]


class Groups(NamedTuple):
    """A plan: entries one by one, tracks that change alike, tracks in new or removed files, and tracks one by one."""

    entries: Sequence[Group]
    alike: Sequence[Group]
    files: Sequence[Group]
    single: Sequence[Group]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The tracks that change alike with others, each once."""
        return tuple(dict.fromkeys(subject for group in self.alike for subject in group.subjects))

    @property
    def fields(self) -> frozenset[str]:
        """The fields in which tracks change alike."""
        return frozenset(line.field for group in self.alike for line in group.lines)


def group_plan(plan: ChangePlan, catalogue: Catalogue, subjects: Subjects, *, whole: bool) -> Groups:
    """The groups of *plan*; with *whole*, new tracks also have the lines that they do not share."""
    reader = _Reader(plan, catalogue, subjects)
    tracks = subjects.in_order(change for change in plan.to_write if change.kind == TRACK)
    in_place = [c for c in tracks if c.path not in plan.new_files | plan.removed_files]
    together, alone = reader.groups(in_place, whole=whole)
    shared: list[Group] = []
    for files in (plan.new_files, plan.removed_files):
        in_files = [*reader.by_subject([c for c in tracks if c.path in files])]
        if is_many(in_files):
            common = _common(in_files)
            shared.append(common)
            alone += [*_own(in_files, common)] if whole else []
        else:
            alone += in_files
    entries = [*reader.by_subject([c for c in plan.to_write if c.kind != TRACK])]
    return Groups(entries, together, shared, alone)


class _Reader:
    """Reads changes as lines."""

    def __init__(self, plan: ChangePlan, catalogue: Catalogue, subjects: Subjects) -> None:
        self._new, self._removed = plan.new_subjects, plan.removed_subjects
        self._catalogue, self._subjects = catalogue, subjects

    def groups(self, changes: Sequence[Change], *, whole: bool) -> tuple[list[Group], list[Group]]:
        """The tracks that change alike in a field, and each track alone with its other changes.

        Fields that change in the same tracks are one group.
        """
        lines: dict[tuple[Subject, ...], list[Line]] = {}
        grouped: set[int] = set()
        for field in dict.fromkeys(change.field for change in changes):
            of_field = [change for change in changes if change.field == field]
            for same in alike(of_field, self._key, self._key_after, whole=whole):
                grouped.update(map(id, same))
                lines.setdefault(tuple(change.subject for change in same), []).append(self._common_line(same))
        shared = [Group(tuple(of_all), subjects) for subjects, of_all in lines.items()]
        return shared, [*self.by_subject([change for change in changes if id(change) not in grouped])]

    def by_subject(self, changes: Sequence[Change]) -> Iterator[Group]:
        """Each subject alone, with all its lines."""
        lines: dict[Subject, list[Line]] = {}
        for change in changes:
            lines.setdefault(change.subject, []).append(self._line(change))
        for subject, own in lines.items():
            if subject in self._removed:
                own.clear()
            name = self._subjects.name(subject)
            unsaid = (line for line in own if line.before or line.after.text != name)
            yield Group((*self._first_lines(subject), *unsaid), (subject,))

    def _first_lines(self, subject: Subject) -> Iterator[Line]:
        is_track = subject.kind == TRACK
        if subject in self._removed:
            yield Line("removed", None, Side(clean(subject.path)) if is_track else _BLANK)
        elif subject in self._new and is_track:
            yield Line("new", None, Side(clean(subject.path)))

    def _line(self, change: Change) -> Line:
        before, after = sides(change, self._catalogue)
        after = after._replace(note=self._subjects.how_far_off(change))
        return Line(change.field, None if change.subject in self._new else before, after)

    def _common_line(self, changes: Sequence[Change]) -> Line:
        """The line that is true of all *changes*: of lists that differ, what they lose and get."""
        first, *others = map(self._line, changes)
        if any(line.after.note != first.after.note for line in others):
            first = first._replace(after=first.after._replace(note=""))
        if all(line.before == first.before for line in others):
            return first
        difference = list_difference(changes[0], self._catalogue)
        if difference and all(list_difference(c, self._catalogue) == difference for c in changes):
            return Line(first.field, None, difference)
        return first._replace(before=_VARIOUS)

    def _key(self, change: Change) -> str:
        """A text that is equal for changes that are alike."""
        difference = list_difference(change, self._catalogue)
        return (
            difference.text if difference else "\0".join(side.text for side in sides(change, self._catalogue))
        )

    def _key_after(self, change: Change) -> str:
        return sides(change, self._catalogue)[1].text


def _common(groups: Sequence[Group]) -> Group:
    """What new or removed tracks share, with their folder, and the names of the fields in which they differ."""
    first, *others = [group.lines for group in groups]
    shared = [line for line in first[1:] if all(line in lines for lines in others)]
    fields = dict.fromkeys(line.field for group in groups for line in group.lines[1:] if line not in shared)
    fields.pop("title", None)
    own = [Line("each", None, Side(f"its own {clean(', '.join(fields))}"))] if fields else []
    subjects = tuple(subject for group in groups for subject in group.subjects)
    folders = {line.after.text.rpartition("/")[0] for line, *_ in (first, *others)}
    where = Side(f"in {folders.pop()}") if len(folders) == 1 else _BLANK
    return Group((first[0]._replace(after=where), *shared, *own), subjects)


def _own(groups: Iterable[Group], common: Group) -> Iterator[Group]:
    """Each of *groups* with the lines that *common* does not have."""
    for group in groups:
        yield group._replace(lines=tuple(line for line in group.lines if line not in common.lines))
