"""Entry mentions: what changes in tracks and in parents of projects, where they name an entry."""

from collections.abc import Callable, Iterator
from typing import Any

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE, EntryKind
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.change.change import TRACK, Change, SetValue, rename_items
from prodash.model.names.names import match_key

NewName = Callable[[str], str]
"""What a file is to say where it names something; empty where it is to say nothing."""


def new_name_after_rename(
    vocabulary: Vocabulary[Any], entry: Any, identifier: str, name: str
) -> NewName | None:
    """What files say once *entry* has this id and name; None where all that they say stays true.

    A file that uses the name goes on doing so where the name stays.
    """
    stays = {match_key(identifier), match_key(name)}
    if identifier != entry.id:
        stays.discard(match_key(entry.id))
    if {match_key(entry.id), match_key(entry.name)} <= stays:
        return None

    def new_name(text: str) -> str:
        return identifier if vocabulary.find(text) == entry and match_key(text) not in stays else text

    return new_name


def parent_changes(
    catalogue: Catalogue, kind: EntryKind, new_parent: Callable[[Project], str]
) -> Iterator[Change]:
    """What changes in the parents of projects."""
    for project in catalogue.projects.in_order if kind is PROJECT else ():
        parent = new_parent(project) if project.parent else ""
        if parent != project.parent:
            after = parent or None
            yield SetValue(kind.name, project.id, kind.path, "parent", project.parent, after, after)


def parent_after_removal(projects: Projects, removed: Project, into: str) -> Callable[[Project], str]:
    """The parent of each project once *removed* is gone: *into*, or what *removed* itself was inside.

    What *into* is inside takes the latter, so that nothing comes to be inside itself.
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
    """What changes in the tracks; raises RefusedError where a file cannot be read and so may name it."""
    reason = f"it could not be read, so it may name {identifier!r}; see its problem"
    if catalogue.unread:
        raise RefusedError([(path, reason) for path in catalogue.unread])
    for track in catalogue.tracks:
        texts = track.names_in_file(kind.field)
        if any(new_name(text) != text for text in texts):
            yield _reference_change(kind, track, texts, _new_names(kind.vocabulary_of(catalogue), texts, new_name))


def _new_names(vocabulary: Vocabulary[Any], texts: tuple[str, ...], new_name: NewName) -> tuple[str, ...]:
    """The new names of a track's, one each; empty for what goes, or is there already."""
    present = {vocabulary.id_of(text) for text in texts if new_name(text) == text}
    new = []
    for text in texts:
        other = new_name(text)
        if other != text:
            if other and vocabulary.id_of(other) in present:
                other = ""
            present.add(vocabulary.id_of(other))
        new.append(other)
    return tuple(new)


def _reference_change(kind: EntryKind, track: Track, texts: tuple[str, ...], new: tuple[str, ...]) -> Change:
    if kind is STAGE:
        after = new[0] or None
        return SetValue(TRACK, track.id, track.path, kind.field, texts[0], after, after)
    return rename_items(TRACK, track.id, track.path, kind.field, texts, new)
