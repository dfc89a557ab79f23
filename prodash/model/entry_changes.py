"""Entry changes: plans that add, rename, move or remove a stage, workflow or project, with every track concerned."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue import Catalogue
from prodash.model.change import POSITION, Change, ChangePlan
from prodash.model.colour import parse_colour
from prodash.model.entry import PROJECT, STAGE, EntryKind, Spot
from prodash.model.entry_mentions import heir, in_parents, in_tracks, renaming
from prodash.model.entry_places import following_id, next_id, with_one
from prodash.model.entry_values import Options, entry_values, new_id
from prodash.model.identifier import fault_of_id, id_from_name
from prodash.model.name import loose, readable
from prodash.model.vocabulary import Vocabulary

_UNREAD = "it could not be read; see its problem"


def plan_add(
    catalogue: Catalogue, kind: EntryKind, name: str, options: Options, spot: Spot, today: date
) -> ChangePlan:
    """The plan that adds an entry named *name*; a stage goes behind the last active one by default.

    Where the file of this kind lists nothing yet, it gets all names that tracks use too, so that
    they stay known.  Raises UsageError, RefusedError where the name is taken, UnknownNameError.
    """
    if kind is STAGE:
        _readable(catalogue, kind)
    identifier = new_id(kind, name)
    known = _with_used_names(catalogue, kind, identifier, options.get("name", name))
    values = {"id": identifier, **entry_values(known, kind, {"name": name, **options}, today)}
    _must_be_free(known, kind, identifier, values["name"])
    vocabulary = kind.of(known)
    following = following_id(known, kind, spot, values)
    order = with_one(vocabulary.ids, identifier, following)
    if values["name"] == readable(identifier) and not options and _all_short(vocabulary):
        del values["name"]
    changes: list[Change] = []
    for position, used in enumerate(order, 1) if not kind.of(catalogue).closed else ():
        if used != identifier:
            changes += _new_entry(kind, _shortest(vocabulary.get(used)), position, "")
    changes += _new_entry(kind, values, order.index(identifier) + 1, following)
    there = kind.of(catalogue).closed or _has_problems(catalogue, kind)
    new_files = frozenset() if there else frozenset({kind.path})
    return ChangePlan(f"Add {kind.name} {values.get('name', name)}", tuple(changes), new_files)


def plan_rename(
    catalogue: Catalogue, kind: EntryKind, old: str, new: str | None, options: Options, today: date
) -> ChangePlan:
    """The plan that gives an entry the name *new* and the id made from it, in every file that names it.

    A *new* that is an id already changes the name only where that was the old id made readable;
    without one only what the options say changes.
    """
    vocabulary = _readable(catalogue, kind)
    thing = vocabulary.get(old)
    if new is None and not options:
        raise UsageError(f"say the new name of the {kind.name}, or with options what else changes")
    new = thing.id if new is None else new
    identifier = thing.id if new == thing.id else new_id(kind, new)
    name = _new_name(thing, identifier, new)
    values = entry_values(catalogue, kind, {"name": name, **options}, today)
    if kind is PROJECT and values.get("parent"):
        _must_not_contain(catalogue, thing.id, values["parent"])
    _must_be_free(catalogue, kind, identifier, values["name"], but=thing.id)
    changes: list[Change] = []
    if vocabulary.closed:
        changes += _renamings(kind, thing, {"id": identifier, **values})
    elif options:
        raise UsageError(f"there is no {kind.path} to write that in; 'prodash {kind.plural} add' makes it")
    if renamed := renaming(vocabulary, thing, identifier, values["name"]):
        changes += in_parents(catalogue, kind, lambda project: renamed(project.parent))
        changes += in_tracks(catalogue, kind, thing.id, renamed)
    summary = f"Rename {kind.name} {thing.name} to {values['name']}"
    if thing.name == values["name"]:
        same = thing.id == identifier
        summary = (
            f"Change {kind.name} {thing.name}" if same else f"Rename {kind.name} {thing.id} to {identifier}"
        )
    return ChangePlan(summary, tuple(changes))


def plan_move(catalogue: Catalogue, kind: EntryKind, moved: str, spot: Spot) -> ChangePlan:
    """The plan that gives an entry another place in its list."""
    vocabulary = _readable(catalogue, kind)
    if not vocabulary.closed:
        reason = f"it is not there, so {kind.plural} have no order; 'prodash {kind.plural} add' makes it"
        raise RefusedError([(kind.path, reason)])
    if spot == Spot():
        raise UsageError(f"say where, with --before or --after another {kind.name}")
    thing = vocabulary.get(moved)
    following = following_id(catalogue, kind, spot, {})
    if following == thing.id:
        following = next_id(vocabulary.ids, thing.id)
    before = vocabulary.ids.index(thing.id)
    others = vocabulary.ids[:before] + vocabulary.ids[before + 1 :]
    after = with_one(others, thing.id, following).index(thing.id)
    change = Change(kind.name, thing.id, kind.path, POSITION, before + 1, after + 1, following)
    where = f"before {vocabulary.get(following).name}" if following else "to the end"
    return ChangePlan(f"Move {kind.name} {thing.name} {where}", (change,))


def plan_remove(catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None) -> ChangePlan:
    """The plan that removes an entry; what names it names *into* instead, or without one does not name it.

    Raises RefusedError for a stage that tracks are in, without *into*, and for the last stage.
    """
    vocabulary = _readable(catalogue, kind)
    thing = vocabulary.get(removed)
    target = vocabulary.get(into).id if into is not None else ""
    if target == thing.id:
        raise UsageError(f"--into names the {kind.name} itself; name another one")
    if kind is STAGE and len(vocabulary.ids) == 1:
        raise RefusedError(
            [(kind.path, "it is the last stage, and a track always has a stage; add one first")]
        )
    changes: list[Change] = []
    if vocabulary.closed:
        position = vocabulary.ids.index(thing.id) + 1
        changes.append(Change(kind.name, thing.id, kind.path, POSITION, position, None))
    changes += in_parents(catalogue, kind, heir(catalogue.projects, thing, target))
    mentions = tuple(
        in_tracks(catalogue, kind, thing.id, lambda text: target if vocabulary.find(text) == thing else text)
    )
    if kind is STAGE and mentions and not target:
        reason = f"tracks are in {thing.id!r} ({len(mentions):,}); say with --into which stage they go to"
        raise RefusedError([(kind.path, reason)])
    summary = f"Remove {kind.name} {thing.name}" + (f" into {vocabulary.get(target).name}" if target else "")
    return ChangePlan(summary, (*changes, *mentions))


def _readable(catalogue: Catalogue, kind: EntryKind) -> Any:
    """The vocabulary, where its file can be read or there is none."""
    vocabulary = kind.of(catalogue)
    if not vocabulary.closed and (kind is STAGE or _has_problems(catalogue, kind)):
        raise RefusedError([(kind.path, _UNREAD)])
    return vocabulary


def _has_problems(catalogue: Catalogue, kind: EntryKind) -> bool:
    return any(problem.place.path == kind.path for problem in catalogue.problems)


def _with_used_names(catalogue: Catalogue, kind: EntryKind, identifier: str, name: str) -> Catalogue:
    """*catalogue* with an entry for each name that tracks use but *name*, where no file lists entries."""
    vocabulary = kind.of(catalogue)
    if vocabulary.closed:
        return catalogue
    new = {loose(identifier), loose(name)}
    used = [thing for thing in vocabulary.in_order if loose(thing.id) not in new]
    things = [replace(thing, id=id_from_name(thing.id)) for thing in used]
    faults = {thing.name: fault for thing in things if (fault := fault_of_id(thing.id))}
    if faults:
        raise RefusedError(list(_cannot_be_listed(catalogue, kind, faults)))
    listed: dict[str, Any] = {kind.plural: type(vocabulary).of(kind.name, things, closed=True)}
    return replace(catalogue, **listed)


def _cannot_be_listed(
    catalogue: Catalogue, kind: EntryKind, faults: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for track in catalogue.tracks:
        for mention in track.mentioned(kind.field):
            if mention.text in faults:
                fix = f"'prodash {kind.plural} rename {mention.text!r} NEW' first"
                yield track.path, f"{mention.text!r} cannot be the id of a {kind.name}; {fix}"


def _must_be_free(
    catalogue: Catalogue, kind: EntryKind, identifier: str, name: str, *, but: str | None = None
) -> None:
    """Raise RefusedError where another entry than *but* has the id or the name."""
    for thing in kind.of(catalogue).in_order:
        taken = {loose(thing.id), loose(thing.name)} & {loose(identifier), loose(name)}
        if taken and thing.id != but:
            command = f"'prodash {kind.plural} remove {but} --into {thing.id}'"
            merge = f"; {command} makes the two one" if but else ""
            reason = f"the {kind.name} {thing.id!r} has that id or name; choose another{merge}"
            raise RefusedError([(kind.path, reason)])


def _must_not_contain(catalogue: Catalogue, identifier: str, parent: str) -> None:
    if parent in catalogue.projects.within(catalogue.projects.get(identifier)):
        raise UsageError(f"{parent!r} is inside {identifier!r}, so it cannot be its parent; choose another")


def _all_short(vocabulary: Vocabulary[Any]) -> bool:
    things = vocabulary.in_order
    return bool(things) and all(thing.keys <= {"id"} for thing in things)


def _shortest(thing: Any) -> Options:
    """What a file needs to say for an entry that has an id and a name."""
    return (
        {"id": thing.id}
        if thing.name in {thing.id, readable(thing.id)}
        else {"id": thing.id, "name": thing.name}
    )


def _new_entry(kind: EntryKind, values: Options, position: int, following: str) -> Iterator[Change]:
    identifier = values["id"]
    yield Change(kind.name, identifier, kind.path, POSITION, None, position, following)
    for key, value in values.items():
        if value:
            yield Change(kind.name, identifier, kind.path, key, None, value, value)


def _new_name(thing: Any, identifier: str, new: str) -> str:
    """The name that a *new* name or id gives: an id makes a new name only where the old one did too."""
    if new != identifier:
        return new
    return readable(identifier) if thing.name == readable(thing.id) else str(thing.name)


def _renamings(kind: EntryKind, thing: Any, values: Options) -> Iterator[Change]:
    """What changes in the entry itself."""
    for key, value in values.items():
        present = thing.id if key == "id" else _present(thing, key)
        if key == "name" and present is None and value == readable(values["id"]):
            continue
        if key == "colour" and value and parse_colour(value) == thing.colour and present is not None:
            continue
        yield Change(kind.name, thing.id, kind.path, key, present, value or None, value or None)


def _present(thing: Any, key: str) -> str | None:
    if key not in thing.keys:
        return None
    value = getattr(thing, key)
    return "" if value is None else str(value)
