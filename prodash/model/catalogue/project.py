"""Project: a release, album or client job; projects nest."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.fields import Key
from prodash.model.catalogue.problem import Place
from prodash.model.catalogue.vocabulary import Vocabulary

_FILE = Place("projects.yaml")


class Project(NamedTuple):
    """One release, album or client job; `parent` names the project it is inside, or is empty.

    `place` is where its file names the parent, or the project itself.
    """

    id: str
    name: str
    colour: str
    parent: str = ""
    due: date | None = None
    description: str = ""
    place: Place = _FILE
    keys: frozenset[str] = frozenset()
    other_keys: tuple[Key, ...] = ()


class Projects(Vocabulary[Project]):
    """The projects of one catalogue and how they nest."""

    __slots__ = ()

    @property
    def as_tree(self) -> tuple[Project, ...]:
        """The projects, each behind the one that it is inside; those in a circle come last."""
        inside: dict[str, list[Project]] = defaultdict(list)
        for project in self.in_order:
            parent = self.find(project.parent) if project.parent else None
            inside[parent.id if parent else ""].append(project)
        found: dict[str, Project] = {}
        waiting = inside[""][::-1]
        while waiting:
            project = waiting.pop()
            found[project.id] = project
            waiting += inside[project.id][::-1]
        return (*found.values(), *(project for project in self.in_order if project.id not in found))

    def upwards(self, project: Project) -> Iterator[Project]:
        """*project*, its parent, and so on up; ends where the tree runs in a circle."""
        seen: set[str] = set()
        current: Project | None = project
        while current is not None and current.id not in seen:
            yield current
            seen.add(current.id)
            current = self.find(current.parent) if current.parent else None

    def within(self, project: Project) -> frozenset[str]:
        """The ids of *project* and of everything inside it."""
        return frozenset(p.id for p in self.in_order if project in self.upwards(p))

    def inherited_due(self, project: Project) -> tuple[date, Project] | None:
        """The nearest due date at or above *project*, with the project that sets it."""
        return next(((p.due, p) for p in self.upwards(project) if p.due), None)
