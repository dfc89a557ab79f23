"""References: changes to tracks and parents of projects that name a renamed or removed entry."""

from collections.abc import Callable, Iterator
from typing import Any

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE, EntryKind
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.names.names import match_key
from prodash.model.plan.change import TRACK, Change, RenameItems, SetValue

NewName = Callable[[str], str]
"""A function from a name in a file to the name that replaces it; empty removes the name."""


def new_name_after_rename(
    vocabulary: Vocabulary[Any], entry: Any, identifier: str, name: str
) -> NewName | None:
    """The function that renames references once *entry* has this id and name; None if all stay valid.

    A file that refers to the entry by name keeps doing so if the name does not change.
    """
    # The keys of the old id and name that still mean the entry.
    kept = {match_key(identifier), match_key(name)}
    if identifier != entry.id:
        kept.discard(match_key(entry.id))
    if {match_key(entry.id), match_key(entry.name)} <= kept:
        return None

    def new_name(text: str) -> str:
        return identifier if vocabulary.find(text) == entry and match_key(text) not in kept else text

    return new_name


def parent_changes(
    catalogue: Catalogue, kind: EntryKind, new_parent: Callable[[Project], str]
) -> Iterator[Change]:
    """The changes that give each project the parent that *new_parent* returns; none unless *kind* is PROJECT."""
    for project in catalogue.projects.in_order if kind is PROJECT else ():
        parent = new_parent(project) if project.parent else ""
        if parent != project.parent:
            after = parent or None
            yield SetValue(kind.name, project.id, kind.path, "parent", project.parent, after, after)


def parent_after_removal(projects: Projects, removed: Project, into: str) -> Callable[[Project], str]:
    """A function from a project to the id of its parent after *removed* is gone.

    Children of *removed* move to *into*, or to the parent of *removed* if *into* is empty.  A child that
    contains *into* always moves to the parent of *removed*, to avoid a cycle.

    before            after removing `sides` into `ep`
    album             album
      sides             b-sides
        b-sides           ep
          ep
    """

    def new_parent(project: Project) -> str:
        if project == removed or projects.find(project.parent) != removed:
            return project.parent
        parent = into if into and into not in projects.within(project) else removed.parent
        return "" if projects.find(parent) in {project, removed} else parent

    return new_parent


def track_changes(
    catalogue: Catalogue, kind: EntryKind, identifier: str, new_name: NewName
) -> Iterator[Change]:
    """The changes to tracks that apply *new_name*; raises RefusedError if any track cannot be read.

    An unreadable file might name *identifier*.
    """
    reason = f"it could not be read, so it may name {identifier!r}; 'prodash check' says why"
    if catalogue.unread:
        raise RefusedError([(path, reason) for path in catalogue.unread])
    yield from reference_changes(catalogue, kind, new_name)


def reference_changes(catalogue: Catalogue, kind: EntryKind, new_name: NewName) -> Iterator[Change]:
    """The changes that apply *new_name* to the tracks that can be read."""
    for track in catalogue.tracks:
        texts = track.names_in_file(kind.field)
        if any(new_name(text) != text for text in texts):
            yield _reference_change(
                kind, track, texts, _new_names(kind.vocabulary_of(catalogue), texts, new_name)
            )


def _new_names(vocabulary: Vocabulary[Any], texts: tuple[str, ...], new_name: NewName) -> tuple[str, ...]:
    """A new name for each of *texts*; empty if the name is removed or would become a duplicate."""
    present = {vocabulary.id_of(text) for text in texts if new_name(text) == text}
    new = []
    for text in texts:
        replacement = new_name(text)
        if replacement != text:
            if replacement and vocabulary.id_of(replacement) in present:
                replacement = ""
            present.add(vocabulary.id_of(replacement))
        new.append(replacement)
    return tuple(new)


def _reference_change(kind: EntryKind, track: Track, texts: tuple[str, ...], new: tuple[str, ...]) -> Change:
    if kind is STAGE:
        after = new[0] or None
        return SetValue.in_track(track, kind.field, texts[0], after, after)
    return rename_items(TRACK, track.id, track.path, kind.field, texts, new)


def rename_items(
    kind: str, identifier: str, path: str, field: str, before: tuple[str, ...], names: tuple[str, ...]
) -> RenameItems:
    """The change that gives each item of a list its name in *names*; an empty name removes the item."""
    return RenameItems(kind, identifier, path, field, before, tuple(filter(None, names)), names)
