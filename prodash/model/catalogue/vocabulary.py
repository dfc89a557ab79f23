"""Vocabulary: the named things of one kind in a catalogue, found by id or name as people type them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from prodash.errors import UnknownNameError
from prodash.model.names.names import loose
from prodash.model.names.similar import similar


class Named(Protocol):
    """Anything with an id and a name."""

    @property
    def id(self) -> str:
        """What files refer to it by."""
        ...

    @property
    def name(self) -> str:
        """What people read."""
        ...


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T]):
    """The named things of one kind, in the order of their file.

    A vocabulary is *closed* when its file was read: other names are then wrong.
    Without the file it is open and holds whatever names the tracks use.
    """

    kind: str
    in_order: tuple[T, ...]
    closed: bool
    _found: dict[str, T] = field(repr=False, compare=False)

    @classmethod
    def of(cls, kind: str, in_order: Iterable[T], *, closed: bool) -> Self:
        """A vocabulary of *in_order*; where two share an id or name the first has it."""
        things = tuple(in_order)
        found: dict[str, T] = {}
        # Ids win over names, exact spelling over loose.
        for thing in things:
            found.setdefault(thing.id, thing)
        for thing in things:
            found.setdefault(loose(thing.id), thing)
        for thing in things:
            found.setdefault(loose(thing.name), thing)
        return cls(kind, things, closed, found)

    def find(self, text: str) -> T | None:
        """The thing whose id or name is *text*, ignoring case, spaces and punctuation."""
        return self._found.get(text) or self._found.get(loose(text))

    def get(self, text: str) -> T:
        """The same; raises UnknownNameError with the nearest right names when there is none."""
        thing = self.find(text)
        if thing is None:
            raise UnknownNameError(self.kind, text, self.similar(text), self.ids)
        return thing

    def id_of(self, text: str) -> str:
        """The id that *text* means, or the text where there is no such name."""
        thing = self.find(text)
        return thing.id if thing else text

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(thing.id for thing in self.in_order)

    def similar(self, text: str) -> tuple[str, ...]:
        """The ids nearest to a mistyped *text*, best first."""
        return similar(text, self._found, lambda spelling: self._found[spelling].id)

    def __contains__(self, identifier: str) -> bool:
        thing = self._found.get(identifier)
        return thing is not None and thing.id == identifier
