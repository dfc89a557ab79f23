"""Change: what the user wants to be different, planned in full before a byte is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue import Catalogue
from prodash.model.query import Selected
from prodash.model.reserved import NEXT, PREVIOUS
from prodash.model.stage import Stage
from prodash.model.track import Track


@dataclass(frozen=True, slots=True)
class Assignment:
    """`field=value` as typed."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one track, before and after."""

    track: Track
    field: str
    before: str
    after: str

    @property
    def changes_something(self) -> bool:
        """Whether the file has to be written."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """Every change one command intends, in the order of the tracks."""

    changes: tuple[Change, ...]

    @property
    def to_write(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.changes_something)

    @property
    def already_so(self) -> int:
        """How many tracks have the value already."""
        return len(self.changes) - len(self.to_write)


def split_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are assignments, which have a `=`, and those that are ids."""
    assignments = tuple(word for word in words if "=" in word)
    return assignments, tuple(word for word in words if "=" not in word)


def parse_assignments(words: Sequence[str]) -> tuple[Assignment, ...]:
    """The assignments that *words* spell; raises UsageError where one cannot be made."""
    if not words:
        raise UsageError("say what to change, as in 'prodash set stage=mixing TRACK'")
    if len(words) > 1:
        raise UsageError(f"{words[0]!r} and {words[1]!r} at once; a track has one stage")
    return tuple(map(_assignment, words))


def _assignment(text: str) -> Assignment:
    field, _, value = (part.strip() for part in text.partition("="))
    if field != "stage":
        raise UsageError(f"{text!r} cannot be set; write stage=NAME, stage=next or stage=previous")
    if not value:
        raise UsageError("a track always has a stage; write stage=NAME, stage=next or stage=previous")
    return Assignment(field, value.casefold() if value.casefold() in {NEXT, PREVIOUS} else value)


def plan_changes(catalogue: Catalogue, selected: Selected, assignments: Iterable[Assignment]) -> ChangePlan:
    """The plan for *selected*, one change for each track.

    Raises UnknownNameError for a stage that does not exist, RefusedError naming every track that
    cannot be changed.
    """
    (assignment,) = assignments
    if not catalogue.stages.closed:
        raise RefusedError([("stages.yaml", "it could not be read, so no stage is known; mend it first")])
    target = None if assignment.value in {NEXT, PREVIOUS} else catalogue.stages.get(assignment.value)
    faults = [(path, "it could not be read; see its problem") for path in selected.unread]
    faults += [(t.path, f"another file has the id {t.id!r} too; rename one") for t in selected.ambiguous]
    changes = []
    for track in selected.tracks:
        stage = target or _step(catalogue, track, assignment.value)
        if isinstance(stage, str):
            faults.append((track.path, stage))
        else:
            changes.append(Change(track, "stage", track.stage, stage.id))
    if faults:
        raise RefusedError(faults)
    return ChangePlan(tuple(changes))


def _step(catalogue: Catalogue, track: Track, word: str) -> Stage | str:
    """The stage one step on, the same one at either end of the path, or why there is none."""
    stage = catalogue.stage_of(track)
    if stage is None:
        return f"it is in no known stage, so none is {word}; write stage=NAME"
    if stage.is_archived:
        return f"it is archived, so no stage is {word}; write stage=NAME"
    step = catalogue.stages.next if word == NEXT else catalogue.stages.previous
    return step(stage) or stage
