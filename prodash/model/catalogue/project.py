"""Project: a release, album or client job; projects nest."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.vocabulary import Vocabulary

_FILE = Location("projects.yaml")


class Project(NamedTuple):
    """One release, album or client job; `parent` names the project that contains it, or is empty.

    `location` is the position of the parent's name in the file; without a parent, that of the project.
    """

    id: str
    name: str
    colour: str
    parent: str = ""
    due: date | None = None
    cover: str = ""
    description: str = ""
    location: Location = _FILE
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()


class Projects(Vocabulary[Project]):
    """The projects of one catalogue, and how they nest."""

    __slots__ = ()

    @property
    def as_tree(self) -> tuple[Project, ...]:
        """The projects, each after its parent; those in a cycle come last."""
        children: dict[str, list[Project]] = defaultdict(list)
        for project in self.in_order:
            parent = self.find(project.parent) if project.parent else None
            children[parent.id if parent else ""].append(project)
        reached: dict[str, Project] = {}
        waiting = children[""][::-1]
        while waiting:
            project = waiting.pop()
            reached[project.id] = project
            waiting += children[project.id][::-1]
        return (*reached.values(), *(project for project in self.in_order if project.id not in reached))

    def upwards(self, project: Project) -> Iterator[Project]:
        """*project*, its parent, and so on; stops if the parents form a cycle."""
        seen: set[str] = set()
        current: Project | None = project
        while current is not None and current.id not in seen:
            yield current
            seen.add(current.id)
            current = self.find(current.parent) if current.parent else None

    def within(self, project: Project) -> frozenset[str]:
        """The ids of *project* and all projects inside it."""
        return frozenset(p.id for p in self.in_order if project in self.upwards(p))

    def inherited_due(self, project: Project) -> tuple[date, Project] | None:
        """The nearest due date of *project* or its ancestors, with the project that sets it; None if none has one."""
        return next(((p.due, p) for p in self.upwards(project) if p.due), None)


def with_inherited_colours(projects: tuple[Project, ...], uncoloured: Collection[str]) -> tuple[Project, ...]:
    """*projects*, where those inside another whose ids are in *uncoloured* have the colour of their parent."""
    known = Projects.of("project", projects, is_declared=True)
    colours: dict[str, str] = {}
    for project in known.as_tree:
        parent = known.find(project.parent) if project.parent and project.id in uncoloured else None
        colours[project.id] = colours.get(parent.id, project.colour) if parent else project.colour
    return tuple(project._replace(colour=colours[project.id]) for project in projects)
