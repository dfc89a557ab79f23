"""Entry changes: plans that add, rename, move or remove a stage, workflow or project, with every track concerned."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from prodash.errors import RefusedError, UsageError, hint
from prodash.model.catalogue import Catalogue
from prodash.model.change import POSITION, TRACK, Change, ChangePlan
from prodash.model.colour import PALETTE, parse_colour
from prodash.model.due import parse_due
from prodash.model.entry import PROJECT, STAGE, EntryKind, Spot
from prodash.model.identifier import fault_of_id, id_from_name
from prodash.model.name import loose, readable
from prodash.model.project import Projects
from prodash.model.similar import similar
from prodash.model.stage import Kind, Stages
from prodash.model.track import Track

Options = Mapping[str, str]
"""What the user gave for the keys of an entry, as typed."""


def plan_add(
    catalogue: Catalogue, kind: EntryKind, name: str, options: Options, spot: Spot, today: date
) -> ChangePlan:
    """The plan that adds an entry named *name*; a stage goes behind the last active one by default.

    Without the file of this kind, it lists all names that tracks use too, so that they stay known.
    Raises UsageError, RefusedError where the name is taken, UnknownNameError.
    """
    vocabulary = _writable(catalogue, kind)
    values = _values(catalogue, kind, {"name": name, **options}, today)
    identifier = _new_id(kind, name)
    _must_be_free(catalogue, kind, identifier, values["name"], but="")
    known = () if vocabulary.closed else vocabulary.ids
    following = _following(catalogue, kind, spot, _default_following(catalogue, kind, values))
    position = vocabulary.ids.index(following) + 1 if following else len(vocabulary.ids) + 1
    changes = [change for number, other in enumerate(known) for change in _listed(kind, other, number + 1)]
    changes.append(Change(kind.name, identifier, kind.path, POSITION, None, position, following))
    values = {"id": identifier, **values}
    if values["name"] == readable(identifier) and not options and _all_short(vocabulary.in_order):
        del values["name"]
    changes += [Change(kind.name, identifier, kind.path, k, None, v, v) for k, v in values.items() if v]
    new = frozenset() if vocabulary.closed else frozenset({kind.path})
    return ChangePlan(f"Add {kind.name} {values.get('name', name)}", tuple(changes), new)


def plan_rename(
    catalogue: Catalogue, kind: EntryKind, old: str, new: str, options: Options, today: date
) -> ChangePlan:
    """The plan that gives an entry the name *new* and the id made from it, in every file that names it.

    A *new* that is an id already changes the name only where that was the old id made readable.
    """
    vocabulary = _writable(catalogue, kind)
    thing = vocabulary.get(old)
    identifier = thing.id if new == thing.id else _new_id(kind, new)
    name = new if new != identifier else thing.name
    if new == identifier and thing.name == readable(thing.id):
        name = readable(identifier)
    values = _values(catalogue, kind, {"name": name, **options}, today)
    if kind is PROJECT and values.get("parent"):
        _must_not_contain(catalogue.projects, thing.id, values["parent"])
    _must_be_free(catalogue, kind, identifier, values["name"], but=thing.id)
    changes = []
    if vocabulary.closed:
        changes.append(Change(kind.name, thing.id, kind.path, "id", thing.id, identifier, identifier))
        changes += _renamings(kind, thing, identifier, values)
    stays = loose(values["name"])

    def renamed(text: str) -> str:
        if loose(text) == stays and loose(text) != loose(thing.id):
            return text
        return identifier if vocabulary.find(text) == thing else text

    changes += _in_projects(catalogue, kind, renamed)
    changes += _in_tracks(catalogue, kind, thing.id, renamed)
    return ChangePlan(f"Rename {kind.name} {thing.name} to {values['name']}", tuple(changes))


def plan_move(catalogue: Catalogue, kind: EntryKind, moved: str, spot: Spot) -> ChangePlan:
    """The plan that gives an entry another place in its list."""
    vocabulary = _writable(catalogue, kind)
    if not vocabulary.closed:
        raise RefusedError(
            [(kind.path, f"there is no such file, so {kind.plural} have no order; add one first")]
        )
    if spot == Spot():
        raise UsageError(f"say where, with --before or --after another {kind.name}")
    thing = vocabulary.get(moved)
    following = _following(catalogue, kind, spot, "")
    if following == thing.id:
        following = _next_id(vocabulary.ids, thing.id)
    others = [identifier for identifier in vocabulary.ids if identifier != thing.id]
    place = others.index(following) if following else len(others)
    before = vocabulary.ids.index(thing.id) + 1
    change = Change(kind.name, thing.id, kind.path, POSITION, before, place + 1, following)
    where = f"before {vocabulary.get(following).name}" if following else "to the end"
    return ChangePlan(f"Move {kind.name} {thing.name} {where}", (change,))


def plan_remove(catalogue: Catalogue, kind: EntryKind, removed: str, into: str | None) -> ChangePlan:
    """The plan that removes an entry; what names it names *into* instead, or without one does not name it.

    Raises RefusedError for a stage that tracks are in, without *into*, and for the last stage.
    """
    vocabulary = _writable(catalogue, kind)
    thing = vocabulary.get(removed)
    target = vocabulary.get(into).id if into is not None else ""
    if target == thing.id:
        raise UsageError(f"--into names the {kind.name} itself; name another one")
    if kind is STAGE and len(vocabulary.ids) == 1:
        raise RefusedError([(kind.path, "it is the last stage, and a track always has a stage")])

    def without(text: str) -> str:
        return target if vocabulary.find(text) == thing else text

    changes = []
    if vocabulary.closed:
        position = vocabulary.ids.index(thing.id) + 1
        changes.append(Change(kind.name, thing.id, kind.path, POSITION, position, None))
    if kind is PROJECT and not target:
        parent = catalogue.projects.get(thing.id).parent
        changes += _in_projects(
            catalogue, kind, lambda text: parent if vocabulary.find(text) == thing else text
        )
    else:
        changes += _in_projects(catalogue, kind, without)
    in_tracks = tuple(_in_tracks(catalogue, kind, thing.id, without))
    if kind is STAGE and in_tracks and not target:
        reason = f"tracks are in {thing.id!r} ({len(in_tracks):,}); say with --into which stage they go to"
        raise RefusedError([(kind.path, reason)])
    summary = f"Remove {kind.name} {thing.name}" + (f" into {vocabulary.get(target).name}" if target else "")
    return ChangePlan(summary, (*changes, *in_tracks))


def _writable(catalogue: Catalogue, kind: EntryKind) -> Any:
    """The vocabulary, where its file can be read or there is none."""
    vocabulary = kind.of(catalogue)
    broken = any(problem.place.path == kind.path for problem in catalogue.problems)
    if not vocabulary.closed and (broken or kind is STAGE):
        raise RefusedError([(kind.path, "it could not be read; see its problem")])
    return vocabulary


def _new_id(kind: EntryKind, name: str) -> str:
    identifier = name if not fault_of_id(name) and name == id_from_name(name) else id_from_name(name)
    if fault := fault_of_id(identifier):
        raise UsageError(f"{name!r} gives no id for a {kind.name}; {fault}")
    return identifier


def _must_be_free(catalogue: Catalogue, kind: EntryKind, identifier: str, name: str, *, but: str) -> None:
    for thing in kind.of(catalogue).in_order if kind.of(catalogue).closed else ():
        taken = {loose(thing.id), loose(thing.name)} & {loose(identifier), loose(name)}
        if taken and thing.id != but:
            raise RefusedError(
                [(kind.path, f"the {kind.name} {thing.id!r} has that id or name; choose another")]
            )


def _values(catalogue: Catalogue, kind: EntryKind, options: Options, today: date) -> dict[str, str]:
    """The options in the order and the form in which a file has them."""
    values = {}
    for key in kind.keys:
        if key in options:
            text = options[key].strip()
            values[key] = _VALUES.get(key, _plain)(catalogue, text, today) if text else ""
    if not values.get("name"):
        raise UsageError(f"a {kind.name} needs a name; write one")
    return values


def _plain(_catalogue: Catalogue, text: str, _today: date) -> str:
    if any(ord(character) < ord(" ") for character in text):
        raise UsageError(f"{text!r} holds control characters; type it again")
    return text


def _colour(_catalogue: Catalogue, text: str, _today: date) -> str:
    if parse_colour(text) is None:
        near = hint(similar(text, PALETTE)) or f"; there is {', '.join(PALETTE)}"
        raise UsageError(f"{text!r} is not a colour; write #64748b or a name from the palette{near}")
    return text


def _kind(_catalogue: Catalogue, text: str, _today: date) -> str:
    if text.casefold() not in {*Kind}:
        raise UsageError(f"{text!r} is not a kind of stage; write {', '.join(Kind)}")
    return text.casefold()


def _parent(catalogue: Catalogue, text: str, _today: date) -> str:
    return catalogue.projects.get(text).id


def _due(_catalogue: Catalogue, text: str, today: date) -> str:
    return parse_due(text, today).isoformat()


_VALUES: Mapping[str, Callable[[Catalogue, str, date], str]] = {
    "colour": _colour,
    "kind": _kind,
    "parent": _parent,
    "due": _due,
}


def _must_not_contain(projects: Projects, identifier: str, parent: str) -> None:
    if parent in projects.within(projects.get(identifier)):
        raise UsageError(f"{parent!r} is inside {identifier!r}, so it cannot be its parent; choose another")


def _following(catalogue: Catalogue, kind: EntryKind, spot: Spot, otherwise: str) -> str:
    """The id that the entry comes in front of; empty at the end."""
    vocabulary = kind.of(catalogue)
    if spot.before is not None:
        return str(vocabulary.get(spot.before).id)
    if spot.after is not None:
        return _next_id(vocabulary.ids, vocabulary.get(spot.after).id)
    return otherwise


def _next_id(ids: tuple[str, ...], identifier: str) -> str:
    following = ids[ids.index(identifier) + 1 :]
    return following[0] if following else ""


def _default_following(catalogue: Catalogue, kind: EntryKind, values: Options) -> str:
    """An active stage comes before those at the end that are not active; all else comes last."""
    if kind is not STAGE or values.get("kind", Kind.ACTIVE) != Kind.ACTIVE:
        return ""
    following = ""
    for stage in reversed(Stages.of("stage", catalogue.stages.in_order, closed=True).in_order):
        if stage.is_active:
            break
        following = stage.id
    return following


def _all_short(things: tuple[Any, ...]) -> bool:
    return bool(things) and all(thing.keys <= {"id"} for thing in things)


def _listed(kind: EntryKind, identifier: str, position: int) -> tuple[Change, Change]:
    return (
        Change(kind.name, identifier, kind.path, POSITION, None, position, ""),
        Change(kind.name, identifier, kind.path, "id", None, identifier, identifier),
    )


def _renamings(kind: EntryKind, thing: Any, identifier: str, values: Options) -> Iterator[Change]:
    for key, value in values.items():
        present = _present(thing, key)
        if key == "name" and present is None and value == readable(identifier):
            continue
        if key == "colour" and value and parse_colour(value) == thing.colour and present is not None:
            continue
        yield Change(kind.name, thing.id, kind.path, key, present, value or None, value or None)


def _present(thing: Any, key: str) -> str | None:
    if key not in thing.keys:
        return None
    value = getattr(thing, key)
    return "" if value is None else str(value)


def _in_projects(catalogue: Catalogue, kind: EntryKind, renamed: Callable[[str], str]) -> Iterator[Change]:
    """What changes in the parents of projects."""
    if kind is not PROJECT:
        return
    for project in catalogue.projects.in_order:
        parent = renamed(project.parent) if project.parent else ""
        if parent != project.parent:
            yield Change(
                kind.name, project.id, kind.path, "parent", project.parent, parent or None, parent or None
            )


def _in_tracks(
    catalogue: Catalogue, kind: EntryKind, identifier: str, renamed: Callable[[str], str]
) -> Iterator[Change]:
    """What changes in the tracks; raises RefusedError where a file cannot be read and so may name it."""
    reason = f"it could not be read, so it may name {identifier!r}; see its problem"
    if catalogue.unread:
        raise RefusedError([(path, reason) for path in catalogue.unread])
    for track in catalogue.tracks:
        texts = tuple(mention.text for mention in track.mentioned(kind.field))
        new = tuple(dict.fromkeys(filter(None, map(renamed, texts))))
        if new != texts and any(renamed(text) != text for text in texts):
            yield _mentioning(kind, track, texts, new)


def _mentioning(kind: EntryKind, track: Track, texts: tuple[str, ...], new: tuple[str, ...]) -> Change:
    if kind is STAGE:
        after = new[0] if new else None
        return Change(TRACK, track.id, track.path, kind.field, texts[0], after, after)
    return Change(TRACK, track.id, track.path, kind.field, texts, new, new)
