"""Workflow: something a track still needs, such as mastering or artwork."""

from dataclasses import dataclass

from prodash.model.fields import Key
from prodash.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Workflow:
    """One kind of work; a track may need any number of them."""

    id: str
    name: str
    colour: str
    emoji: str = ""
    description: str = ""
    category: str = ""
    keys: frozenset[str] = frozenset()
    other_keys: tuple[Key, ...] = ()


class Workflows(Vocabulary[Workflow]):
    """The workflows of one catalogue."""

    __slots__ = ()
