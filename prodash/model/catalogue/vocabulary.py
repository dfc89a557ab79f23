"""Vocabulary: all stages, workflows or projects of a catalogue, found by id or by name as people type it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from prodash.errors import UnknownNameError
from prodash.model.names.names import loose_key, match_key

if TYPE_CHECKING:
    from prodash.model.names.renames import FindRenames, Rename


class Entry(Protocol):
    """A stage, workflow or project, or anything else with an id and a name."""

    @property
    def id(self) -> str:
        """The id by which other files refer to the entry."""
        ...

    @property
    def name(self) -> str:
        """The name that people read."""
        ...


T = TypeVar("T", bound=Entry)


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T]):
    """The entries of one kind, in the order of their file.

    `is_declared` is true if the entries come from that file; then every other name is an error.
    Otherwise the vocabulary has an entry for each name that tracks use.
    `find_renames` tells what became of names that are no longer listed.
    """

    kind: str
    in_order: tuple[T, ...]
    is_declared: bool
    _by_spelling: dict[str, T] = field(repr=False, compare=False)
    find_renames: "FindRenames" = field(default=tuple, repr=False, compare=False)

    @classmethod
    def of(cls, kind: str, in_order: Iterable[T], *, is_declared: bool) -> Self:
        """A vocabulary of the entries *in_order*; an id or name that two of them share means the first."""
        entries = tuple(in_order)
        by_spelling: dict[str, T] = {}
        # Ids win over names, and exact spellings over match keys.
        for entry in entries:
            by_spelling.setdefault(entry.id, entry)
        for entry in entries:
            by_spelling.setdefault(match_key(entry.id), entry)
        for entry in entries:
            by_spelling.setdefault(match_key(entry.name), entry)
        for key, entry in _by_loose_key(entries).items():
            by_spelling.setdefault(key, entry)
        return cls(kind, entries, is_declared, by_spelling)

    def find(self, text: str) -> T | None:
        """The entry with the id or name *text*, ignoring case, spaces and punctuation; None if there is none.

        Accents are ignored too, unless several entries differ in nothing else.
        """
        found = self._by_spelling.get(text) or self._by_spelling.get(match_key(text))
        return found if found or text.isascii() else self._by_spelling.get(loose_key(text))

    def get(self, text: str) -> T:
        """The entry that `find` gives; raises UnknownNameError with suggestions if there is none."""
        entry = self.find(text)
        if entry is None:
            raise UnknownNameError(self.kind, text, self.similar(text), self.ids)
        return entry

    def id_of(self, text: str) -> str:
        """The id that *text* means, or *text* itself if no entry has that name."""
        entry = self.find(text)
        return entry.id if entry else text

    def with_renames(self, find: "Callable[[str], Sequence[Rename]]") -> Self:
        """The vocabulary that asks *find* for the renames of its kind, at most once and only if needed."""
        return replace(self, find_renames=cache(partial(find, self.kind)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(entry.id for entry in self.in_order)

    def similar(self, text: str) -> tuple[str, ...]:
        """The ids that *text* probably means, best first: what it became by renames, then those that are spelled alike.

        If it became one id, that is the only one.
        """
        became = self.became(text)
        if len(became) == 1:
            return became
        from prodash.model.names.similar import MAX_SUGGESTIONS, similar

        alike = similar(text, self._by_spelling, lambda spelling: self._by_spelling[spelling].id)
        return tuple(dict.fromkeys((*became, *alike)))[:MAX_SUGGESTIONS]

    def became(self, text: str) -> tuple[str, ...]:
        """The ids that an unlisted *text* became by renames, newest first."""
        from prodash.model.names.renames import became

        return became(text, self.find_renames(), self.__contains__) if self.is_declared else ()

    def meant_by(self, text: str) -> str:
        """The id that *text* means, also if it was renamed since; *text* itself if that is not certain."""
        if self.find(text) is None and len(ids := self.became(text)) == 1:
            return ids[0]
        return self.id_of(text)

    def __contains__(self, identifier: str) -> bool:
        entry = self._by_spelling.get(identifier)
        return entry is not None and entry.id == identifier


def _by_loose_key(entries: Iterable[T]) -> dict[str, T]:
    """The entries with accents in their id or name by loose key, without the keys that several entries share."""
    found: dict[str, list[T]] = {}
    for entry in entries:
        for key in {loose_key(text) for text in (entry.id, entry.name) if not text.isascii()}:
            found.setdefault(key, []).append(entry)
    return {key: alike[0] for key, alike in found.items() if len(alike) == 1}
