"""Workflow: something a track still needs, such as mastering or artwork."""

from typing import NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.vocabulary import Vocabulary


class Workflow(NamedTuple):
    """One kind of work that tracks may need; a track may need any number of them."""

    id: str
    name: str
    colour: str
    emoji: str = ""
    description: str = ""
    category: str = ""
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()


class Workflows(Vocabulary[Workflow]):
    """The workflows of one catalogue."""

    __slots__ = ()
