"""Fixes in entries: misspelt keys of stages, workflows and projects, and parents given by name."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import ENTRY_TABLE
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.value import as_text
from prodash.model.check.fix_keys import find_key_renames
from prodash.model.plan.change import Change, RenameKey, SetValue

_ID = ENTRY_TABLE[0]


def fix_entry_keys(catalogue: Catalogue, kind: EntryKind) -> tuple[Catalogue, list[Change]]:
    """*catalogue* after the key renames for the entries of *kind*, and the renames."""
    changes: list[Change] = []
    # Parents come last, because a parent may be a name that was under a misspelt key.
    for for_parents in (False, True):
        for entry in kind.vocabulary_of(catalogue).in_order:
            is_acceptable = partial(_is_acceptable, catalogue, kind, entry)
            for new, key in find_key_renames(
                entry.keys, entry.other_keys, (_ID, *kind.fields), is_acceptable
            ).items():
                if (new == "parent") is for_parents:
                    changes.append(RenameKey(kind.name, entry.id, kind.path, key.text, new))
                    catalogue = _with_value(catalogue, kind, entry.id, new, as_text(key.value).strip())
    return catalogue, changes


def fix_parents(catalogue: Catalogue) -> Iterator[Change]:
    """The changes that replace the names of parents by their ids, also of parents that were renamed since."""
    projects = catalogue.projects
    for project in projects.in_order if projects.is_declared else ():
        parent = projects.meant_by(project.parent) if project.parent else ""
        if parent != project.parent and not _would_be_inside(projects, project, parent):
            yield SetValue(PROJECT.name, project.id, PROJECT.path, "parent", project.parent, parent, parent)


def _would_be_inside(projects: Projects, project: Project, parent: str) -> bool:
    """Whether *parent*, which replaces an unknown one, is *project* itself or inside it."""
    return projects.find(project.parent) is None and parent in projects.within(project)


def _is_acceptable(
    catalogue: Catalogue, kind: EntryKind, entry: Any, key: str, texts: tuple[str, ...]
) -> bool:
    """Whether *texts* can be the value of *key*: no other entry has the name, and the parent is not inside *entry*."""
    other = kind.vocabulary_of(catalogue).find(texts[0].strip()) if texts else None
    if key == "name":
        return other is None or other.id == entry.id
    if key == "parent" and texts:
        return other is not None and entry.id not in {p.id for p in catalogue.projects.upwards(other)}
    return True


def _with_value(catalogue: Catalogue, kind: EntryKind, identifier: str, key: str, text: str) -> Catalogue:
    """*catalogue* with a new name or parent for the entry *identifier*; other keys change nothing."""
    if key not in {"name", "parent"} or not text:
        return catalogue
    vocabulary = kind.vocabulary_of(catalogue)
    entries = [t._replace(**{key: text}) if t.id == identifier else t for t in vocabulary.in_order]
    renamed = vocabulary.of(kind.name, entries, is_declared=True)
    changed: Any = {kind.plural: replace(renamed, find_renames=vocabulary.find_renames)}
    return replace(catalogue, **changed)
