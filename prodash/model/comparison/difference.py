"""Difference: one thing in which the newer of two catalogues is not as the older one."""

from enum import StrEnum
from typing import NamedTuple

from prodash.model.catalogue.fields import LIST_FIELDS
from prodash.model.catalogue.value import Value, as_text
from prodash.model.plan.change import TRACK, SetValue


class What(StrEnum):
    """Whether something is new, gone or different."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Group(StrEnum):
    """What happened, in the order in which people read it."""

    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    DUE = "due"
    WORKFLOWS = "workflows"
    PROJECTS = "projects"
    RENAMED = "renamed"
    FIELDS = "fields"
    ENTRIES = "entries"


_GROUPS_BY_FIELD = {
    "stage": Group.MOVED,
    "due": Group.DUE,
    "workflows": Group.WORKFLOWS,
    "projects": Group.PROJECTS,
    "title": Group.RENAMED,
    "id": Group.RENAMED,
    "folder": Group.RENAMED,
}


class Difference(NamedTuple):
    """What is different of a track, stage, workflow or project.

    change   the field, with its value in the older and in the newer catalogue; of what was added or removed,
             the stage of a track or the name of an entry
    """

    what: What
    change: SetValue

    @property
    def group(self) -> Group:
        """What happened, for the heading above it."""
        if self.change.kind != TRACK:
            return Group.ENTRIES
        if self.what is What.CHANGED:
            return _GROUPS_BY_FIELD.get(self.change.field, Group.FIELDS)
        return Group.ADDED if self.what is What.ADDED else Group.REMOVED


def is_difference(change: SetValue) -> bool:
    """Whether *change* says more than another order of names."""
    if change.field in LIST_FIELDS:
        return _names(change.before) != _names(change.after)
    return change.has_effect


def _names(value: Value) -> set[str]:
    return {as_text(item) for item in (value if isinstance(value, tuple) else (value,))} - {""}
