"""Fixing entries: near keys of stages, workflows and projects, and parents that are named and not by their id."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import ENTRY_TABLE
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.catalogue.value import as_text
from prodash.model.change.change import Change, RenameKey, SetValue
from prodash.model.check.fix_keys import renamed_keys

_ID = ENTRY_TABLE[0]


def renamed_in_entries(catalogue: Catalogue, kind: EntryKind) -> tuple[Catalogue, list[Change]]:
    """What renames the keys of entries, and *catalogue* with the names and parents that entries have then."""
    changes: list[Change] = []
    # Parents last, for a parent may go by a name that stood under a near key.
    for for_parents in (False, True):
        for thing in kind.of(catalogue).in_order:
            means = partial(_means, catalogue, kind, thing)
            for new, key in renamed_keys(thing.keys, thing.other_keys, (_ID, *kind.fields), means).items():
                if (new == "parent") is for_parents:
                    changes.append(RenameKey(kind.name, thing.id, kind.path, key.text, new))
                    catalogue = _with_value(catalogue, kind, thing.id, new, as_text(key.value).strip())
    return catalogue, changes


def ids_in_parents(catalogue: Catalogue) -> Iterator[Change]:
    """What names parents by their ids."""
    projects = catalogue.projects
    for project in projects.in_order if projects.closed else ():
        parent = projects.id_of(project.parent) if project.parent else ""
        if parent != project.parent:
            yield SetValue(PROJECT.name, project.id, PROJECT.path, "parent", project.parent, parent, parent)


def _means(catalogue: Catalogue, kind: EntryKind, thing: Any, key: str, texts: tuple[str, ...]) -> bool:
    """Whether *thing* can have this name or parent: a name that no other has, a parent that is not inside it."""
    found = kind.of(catalogue).find(texts[0].strip()) if texts else None
    if key == "name":
        return found is None or found.id == thing.id
    if key == "parent" and texts:
        return found is not None and thing.id not in {p.id for p in catalogue.projects.upwards(found)}
    return True


def _with_value(catalogue: Catalogue, kind: EntryKind, identifier: str, key: str, text: str) -> Catalogue:
    """*catalogue* with what others refer to *identifier* by, or what it refers to."""
    if key not in {"name", "parent"} or not text:
        return catalogue
    vocabulary = kind.of(catalogue)
    things = [t._replace(**{key: text}) if t.id == identifier else t for t in vocabulary.in_order]
    renamed: Any = {kind.plural: vocabulary.of(kind.name, things, closed=True)}
    return replace(catalogue, **renamed)
