"""Fixing: the plan that corrects what has one right answer: near keys, names for ids, names twice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from prodash.model.catalogue import Catalogue
from prodash.model.change import TRACK, Change, ChangePlan, key_change
from prodash.model.entry import KINDS, PROJECT, EntryKind
from prodash.model.fields import LISTS, TRACK_FIELDS
from prodash.model.fixing_keys import Renamed, renamed_keys
from prodash.model.name import loose
from prodash.model.scope import Scope
from prodash.model.track import Track
from prodash.model.value import Value, as_text


def plan_fixes(catalogue: Catalogue, scope: Scope) -> ChangePlan:
    """The plan for everything in *scope* that has one right answer; once it is done there is no more to fix."""
    changes: list[Change] = []
    for kind in KINDS.values():
        if scope.has(kind.path) and kind.of(catalogue).closed:
            vocabulary = kind.of(catalogue)
            changes += (change for thing in vocabulary.in_order for change in _renamings(kind, thing))
            # What follows goes by the names that the entries have then.
            things = [_with_renamed_keys(kind, thing) for thing in vocabulary.in_order]
            renamed: Any = {kind.plural: vocabulary.of(kind.name, things, closed=True)}
            catalogue = replace(catalogue, **renamed)
    if scope.has(PROJECT.path):
        changes += _in_parents(catalogue)
    for track in catalogue.tracks:
        changes += _in_track(catalogue, track, scope)
    return ChangePlan("Fix what has one right answer", tuple(changes))


def _renamings(kind: EntryKind, thing: Any) -> Iterator[Change]:
    for new, key in renamed_keys(thing.keys, thing.other_keys, kind.known_keys).items():
        yield key_change(kind.name, thing.id, kind.path, key.text, new)


def _with_renamed_keys(kind: EntryKind, thing: Any) -> Any:
    """*thing* as far as others refer to it: with the name and the parent that stand under a near key."""
    renamed = renamed_keys(thing.keys, thing.other_keys, kind.known_keys)
    texts = {new: as_text(renamed[new].value).strip() for new in ("name", "parent") if new in renamed}
    return replace(thing, **{new: text for new, text in texts.items() if text})


def _in_parents(catalogue: Catalogue) -> Iterator[Change]:
    projects = catalogue.projects
    for project in projects.in_order if projects.closed else ():
        parent = projects.id_of(project.parent) if project.parent else ""
        if parent != project.parent:
            yield Change(PROJECT.name, project.id, PROJECT.path, "parent", project.parent, parent, parent)


def _in_track(catalogue: Catalogue, track: Track, scope: Scope) -> Iterator[Change]:
    renamed: Renamed = {}
    if scope.has(track.path):
        renamed = renamed_keys(track.keys, track.other_keys, TRACK_FIELDS)
    for new, key in renamed.items():
        yield key_change(TRACK, track.id, track.path, key.text, new)
    for kind in KINDS.values():
        if scope.has(track.path, kind.path):
            texts = _texts(renamed[kind.field].value) if kind.field in renamed else _named(track, kind)
            yield from _ids_for_names(catalogue, track, kind, texts)


def _ids_for_names(
    catalogue: Catalogue, track: Track, kind: EntryKind, texts: tuple[str, ...]
) -> Iterator[Change]:
    """What changes where a track names *texts*: each gets its id, where there is one, and stands there once."""
    vocabulary = kind.of(catalogue)
    same = vocabulary.id_of if vocabulary.closed else loose
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(same(text), vocabulary.id_of(text) if vocabulary.closed else text)
    wanted = tuple(first.values())
    if wanted == texts:
        return
    if kind.field in LISTS:
        yield Change(TRACK, track.id, track.path, kind.field, texts, wanted, wanted, in_place=True)
    else:
        yield Change(TRACK, track.id, track.path, kind.field, texts[0], wanted[0], wanted[0])


def _named(track: Track, kind: EntryKind) -> tuple[str, ...]:
    return tuple(mention.text for mention in track.mentioned(kind.field))


def _texts(value: Value) -> tuple[str, ...]:
    """The names in the value of a key that is to hold names."""
    texts = map(as_text, value if isinstance(value, tuple) else (value,))
    return tuple(text for text in texts if text.strip())
