"""Change subjects: the tracks and entries of a plan, by the names that people know and in the order of `list`."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, parse_iso_date, urgency
from prodash.model.catalogue.kinds import FIELD, KINDS
from prodash.model.catalogue.value import as_text
from prodash.model.names.names import loose_key, title_from_id
from prodash.model.plan.change import TRACK, Change, Subject
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.select import in_order
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import days_words


class Subjects:
    """The subjects of *plan*, a change of *catalogue*; *today* tells how far off a date is."""

    def __init__(self, plan: ChangePlan, catalogue: Catalogue, today: date) -> None:
        self._catalogue, self._today = catalogue, today
        paths = {change.path for change in plan.to_write}
        tracks = in_order(catalogue, catalogue.tracks.at_paths(paths))
        self._tracks = {track.path: track for track in tracks}
        self._ranks = {path: number for number, path in enumerate(self._tracks)}
        names = [change for change in plan.to_write if change.field in {"title", "name"}]
        self._named = {change.subject: as_text(change.after or change.before) for change in names}
        self._titles = Counter(map(self.title, {change.subject: None for change in plan.to_write}))

    def in_order(self, changes: Iterable[Change]) -> list[Change]:
        """*changes* of tracks by stage, due date and title; new tracks keep their order after the others."""
        return sorted(changes, key=lambda change: self._rank(change.path))

    def sorted(self, subjects: Iterable[Subject]) -> list[Subject]:
        """*subjects* in the same order."""
        return sorted(subjects, key=lambda subject: self._rank(subject.path))

    def title(self, subject: Subject) -> str:
        """The title of a track, or the kind and the name of an entry."""
        name = self.name(subject)
        return name if subject.kind == TRACK else f"{subject.kind} {name}"

    def name(self, subject: Subject) -> str:
        """The title of a track, or the name of an entry."""
        from_id = subject.id if subject.kind == FIELD.name else title_from_id(subject.id)
        return clean(self._known_name(subject) or self._named.get(subject) or from_id)

    def id_beside(self, subject: Subject) -> str:
        """The id of a track if its title does not say it; else an empty text."""
        said = loose_key(self.title(subject)) == loose_key(subject.id)
        return "" if said or subject.kind != TRACK else clean(subject.id)

    def needed_id(self, subject: Subject) -> str:
        """The id of a track if another one of the plan has the same title; else an empty text."""
        return clean(subject.id) if self._titles[self.title(subject)] > 1 else ""

    def how_far_off(self, change: Change) -> str:
        """How far off a new due date is, such as `in 3 days`; else an empty text."""
        day = parse_iso_date(as_text(change.after)) if change.field == "due" else None
        if day is None:
            return ""
        due, track = Due(day), self._tracks.get(change.path)
        stage = self._catalogue.stage_of(track) if track else None
        return days_words(due, urgency(due, stage, self._today), self._today)

    def _rank(self, path: str) -> int:
        return self._ranks.get(path, len(self._ranks))

    def _known_name(self, subject: Subject) -> str:
        """The name of *subject* in the catalogue before the change; empty if it is not there."""
        if subject.kind == TRACK:
            track = self._tracks.get(subject.path)
            return track.title if track else ""
        if subject.kind not in KINDS:
            return subject.id
        entry = KINDS[subject.kind].vocabulary_of(self._catalogue).find(subject.id)
        return entry.name if entry else ""
