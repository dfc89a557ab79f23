"""Vocabulary: the named things of one kind in a catalogue, found by id or name as people type them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from prodash.errors import UnknownNameError
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar


class Entry(Protocol):
    """Anything with an id and a name."""

    @property
    def id(self) -> str:
        """What files refer to it by."""
        ...

    @property
    def name(self) -> str:
        """What people read."""
        ...


T = TypeVar("T", bound=Entry)


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T]):
    """The named things of one kind, in the order of their file.

    A vocabulary is *is_declared* when its file was read: other names are then wrong.
    Without the file it is open and holds whatever names the tracks use.
    """

    kind: str
    in_order: tuple[T, ...]
    is_declared: bool
    _by_spelling: dict[str, T] = field(repr=False, compare=False)

    @classmethod
    def of(cls, kind: str, in_order: Iterable[T], *, is_declared: bool) -> Self:
        """A vocabulary of *in_order*; where two share an id or name the first has it."""
        entries = tuple(in_order)
        by_spelling: dict[str, T] = {}
        # Ids win over names, exact spelling over loose.
        for entry in entries:
            by_spelling.setdefault(entry.id, entry)
        for entry in entries:
            by_spelling.setdefault(match_key(entry.id), entry)
        for entry in entries:
            by_spelling.setdefault(match_key(entry.name), entry)
        return cls(kind, entries, is_declared, by_spelling)

    def find(self, text: str) -> T | None:
        """The thing whose id or name is *text*, ignoring case, spaces and punctuation."""
        return self._by_spelling.get(text) or self._by_spelling.get(match_key(text))

    def get(self, text: str) -> T:
        """The same; raises UnknownNameError with the nearest right names when there is none."""
        entry = self.find(text)
        if entry is None:
            raise UnknownNameError(self.kind, text, self.similar(text), self.ids)
        return entry

    def id_of(self, text: str) -> str:
        """The id that *text* means, or the text where there is no such name."""
        entry = self.find(text)
        return entry.id if entry else text

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(entry.id for entry in self.in_order)

    def similar(self, text: str) -> tuple[str, ...]:
        """The ids nearest to a mistyped *text*, best first."""
        return similar(text, self._by_spelling, lambda spelling: self._by_spelling[spelling].id)

    def __contains__(self, identifier: str) -> bool:
        entry = self._by_spelling.get(identifier)
        return entry is not None and entry.id == identifier
