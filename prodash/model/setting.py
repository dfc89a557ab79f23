"""Setting: assignments made a plan for the tracks that are selected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from prodash.errors import RefusedError, UnknownNameError
from prodash.model.assignment import Assignment
from prodash.model.catalogue import Catalogue
from prodash.model.change import TRACK, Change, ChangePlan
from prodash.model.name import loose
from prodash.model.query import Selected
from prodash.model.reserved import NEXT, PREVIOUS
from prodash.model.stage import Stage
from prodash.model.track import Track
from prodash.model.value import Value, as_text, typed
from prodash.model.vocabulary import Named, Vocabulary

T = TypeVar("T", bound=Named)
_Planned = Change | str
"""A change, or the reason why there can be none."""
_Setter = Callable[[Track], _Planned]


def plan_changes(catalogue: Catalogue, selected: Selected, assignments: Sequence[Assignment]) -> ChangePlan:
    """The plan for *selected*, one change for each track and field.

    Raises UnknownNameError for a name that the catalogue does not have, RefusedError naming every
    track that cannot be changed.
    """
    setters = [
        _setter(catalogue, field, [a for a in assignments if a.field == field], selected.tracks)
        for field in dict.fromkeys(assignment.field for assignment in assignments)
    ]
    faults = [(path, "it could not be read; see its problem") for path in selected.unread]
    faults += [(t.path, f"another file has the id {t.id!r} too; rename one") for t in selected.ambiguous]
    changes = []
    for track in selected.tracks:
        for setter in setters:
            planned = setter(track)
            if isinstance(planned, str):
                faults.append((track.path, planned))
            else:
                changes.append(planned)
    if faults:
        raise RefusedError(faults)
    return _plan(catalogue, selected.tracks, tuple(changes), assignments)


def _plan(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    changes: tuple[Change, ...],
    assignments: Sequence[Assignment],
) -> ChangePlan:
    whose = {change.id for change in changes if change.changes_something}
    titles = [track.title for track in tracks if track.id in whose]
    for_whom = titles[0] if len(titles) == 1 else f"{len(titles):,} tracks"
    what = ", ".join(_words(catalogue, assignment) for assignment in assignments)
    return ChangePlan(f"{what[:1].upper()}{what[1:]} for {for_whom}", changes)


def _words(catalogue: Catalogue, assignment: Assignment) -> str:
    """What an assignment does, as in `set stage to Mixing`."""
    field, value = assignment.field, assignment.value
    if assignment.sign != "=":
        word, into = ("add", "to") if assignment.sign == "+=" else ("remove", "from")
        return f"{word} {', '.join(assignment.names)} {into} {field}"
    if not value:
        return f"clear {field}"
    stage = catalogue.stages.find(value) if field == "stage" else None
    return f"set {field} to {stage.name if stage else value}"


def _setter(
    catalogue: Catalogue, field: str, assignments: Sequence[Assignment], tracks: Iterable[Track]
) -> _Setter:
    (*_, last) = assignments
    if field == "stage":
        return _stage_setter(catalogue, last.value)
    if field == "workflows":
        return _names_setter(catalogue.workflows, assignments, tracks)
    if field == "projects":
        return _names_setter(catalogue.projects, assignments, tracks)
    if field in {"title", "due", "notes"}:
        return lambda track: _text_change(track, field, _text_of(track, field), last.value)
    return lambda track: _own_change(catalogue, track, field, assignments)


def _stage_setter(catalogue: Catalogue, value: str) -> _Setter:
    if not catalogue.stages.closed:
        raise RefusedError([("stages.yaml", "it could not be read, so no stage is known; mend it first")])
    target = None if value in {NEXT, PREVIOUS} else catalogue.stages.get(value)

    def change(track: Track) -> _Planned:
        stage = target or _step(catalogue, track, value)
        if isinstance(stage, str):
            return stage
        before = track.stage if "stage" in track.keys else None
        return Change(TRACK, track.id, track.path, "stage", before, stage.id, stage.id)

    return change


def _step(catalogue: Catalogue, track: Track, word: str) -> Stage | str:
    """The stage one step on, the same one at either end of the path, or why there is none."""
    stage = catalogue.stage_of(track)
    if stage is None:
        return f"it is in no known stage, so none is {word}; write stage=NAME"
    if stage.is_archived:
        return f"it is archived, so no stage is {word}; write stage=NAME"
    step = catalogue.stages.next if word == NEXT else catalogue.stages.previous
    return step(stage) or stage


def _names_setter(
    vocabulary: Vocabulary[T], assignments: Sequence[Assignment], tracks: Iterable[Track]
) -> _Setter:
    field = assignments[0].field
    used = {mention.text for track in tracks for mention in track.mentioned(field)}
    steps = [(a.sign, _ids(vocabulary, a, used)) for a in assignments]

    def change(track: Track) -> _Planned:
        present = tuple(mention.text for mention in track.mentioned(field))
        wanted = present
        for sign, ids in steps:
            wanted = _combined(vocabulary, wanted, sign, ids)
        before = _unique(vocabulary, present) if field in track.keys else None
        after = None if steps[-1] == ("=", ()) else _unique(vocabulary, wanted)
        if not after and before is None:
            after = None
        written = None if after is None else wanted
        return Change(TRACK, track.id, track.path, field, before, after, written)

    return change


def _ids(vocabulary: Vocabulary[T], assignment: Assignment, used: set[str]) -> tuple[str, ...]:
    """The ids that an assignment names; *used* are names outside the vocabulary, and get those that come new."""
    if not assignment.value:
        return ()
    return tuple(dict.fromkeys(_id(vocabulary, name, assignment.sign, used) for name in assignment.names))


def _id(vocabulary: Vocabulary[T], name: str, sign: str, used: set[str]) -> str:
    thing = vocabulary.find(name)
    if thing is not None:
        return thing.id
    spelt = next((text for text in sorted(used) if loose(text) == loose(name)), None)
    if spelt is not None and (sign == "-=" or not vocabulary.closed):
        return spelt
    if vocabulary.closed or sign == "-=":
        raise UnknownNameError(vocabulary.kind, name, vocabulary.similar(name), vocabulary.ids)
    used.add(name)
    return name


def _combined(
    vocabulary: Vocabulary[T], texts: tuple[str, ...], sign: str, ids: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of a file after one step, in the spelling that the file has."""
    spelling = {id_in(vocabulary, text): text for text in reversed(texts)}
    if sign == "-=":
        return tuple(text for text in texts if id_in(vocabulary, text) not in ids)
    if sign == "+=":
        return texts + tuple(identifier for identifier in ids if identifier not in spelling)
    return tuple(spelling.get(identifier, identifier) for identifier in ids)


def id_in(vocabulary: Vocabulary[T], text: str) -> str:
    """The id that *text* means, or the text where the vocabulary has no such name."""
    thing = vocabulary.find(text)
    return thing.id if thing else text


def _unique(vocabulary: Vocabulary[T], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_in(vocabulary, text) for text in texts))


def _text_of(track: Track, field: str) -> str:
    if field == "due":
        return track.due.isoformat() if track.due else ""
    return track.title if field == "title" else track.notes


def _text_change(track: Track, field: str, before: str, value: str) -> Change:
    present = before if field in track.keys else None
    return Change(TRACK, track.id, track.path, field, present, value or None, value or None)


def _own_change(
    catalogue: Catalogue, track: Track, field: str, assignments: Sequence[Assignment]
) -> _Planned:
    (*_, last) = assignments
    present = _without_nothing(track.own.get(field))
    before = None if field not in track.keys else "" if present is None else present
    if last.sign == "=" and not last.value:
        return Change(TRACK, track.id, track.path, field, before, None)
    if isinstance(present, Mapping) or (isinstance(present, tuple) and not _is_flat(present)):
        return f"{field} holds more than texts; change it by hand"
    if last.sign == "=" and not isinstance(present, tuple):
        return Change(TRACK, track.id, track.path, field, before, _as_before(present, last.value), last.value)
    if reason := _no_list(catalogue, field, present):
        return reason
    values = {as_text(value): value for value in _items(present)}
    texts = tuple(map(as_text, _items(present)))
    for assignment in assignments:
        texts = _combined_own(texts, assignment)
    if texts == tuple(values) and last.sign != "=":
        return Change(TRACK, track.id, track.path, field, before, before)
    after = None if before is None and not texts else tuple(values.get(text, typed(text)) for text in texts)
    return Change(TRACK, track.id, track.path, field, before, after, None if after is None else texts)


def _without_nothing(value: Value) -> Value:
    """*value* without the empty items of a list, which count for nothing in every list."""
    return tuple(item for item in value if item is not None) if isinstance(value, tuple) else value


def _items(value: Value) -> tuple[Value, ...]:
    """The items of a list; one value is a list of one, and nothing or an empty text a list of none."""
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def _as_before(present: Value, text: str) -> Value:
    """*text* as the file will say it: in quotes, and so a text, where a number or boolean is in quotes now."""
    return text if isinstance(present, str) and typed(present) != present else typed(text)


def _no_list(catalogue: Catalogue, field: str, present: Value) -> str:
    """Why the key cannot be a list in this track; empty where it can."""
    if isinstance(present, int | float):
        return f"{field} holds one value ({as_text(present)}), not a list; write {field}=VALUE"
    elsewhere = {type(value) for t in catalogue.tracks if (value := t.own.get(field)) is not None}
    if present is None and elsewhere and tuple not in elsewhere:
        return f"{field} holds one value in other tracks, not a list; write {field}=VALUE"
    return ""


def _is_flat(values: tuple[Value, ...]) -> bool:
    return not any(isinstance(value, tuple | Mapping) for value in values)


def _combined_own(texts: tuple[str, ...], assignment: Assignment) -> tuple[str, ...]:
    names = dict.fromkeys(assignment.names)
    if assignment.sign == "+=":
        return texts + tuple(name for name in names if name not in texts)
    if assignment.sign == "-=":
        gone = {*map(loose, names)}
        return tuple(text for text in texts if loose(text) not in gone)
    return tuple(names)
