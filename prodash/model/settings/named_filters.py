"""Named filters: words that select tracks, kept under a name in the catalogue or by the user."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from prodash import shell
from prodash.errors import UnknownNameError, UsageError
from prodash.model.names.keywords import AT
from prodash.model.names.names import match_key
from prodash.model.select.filters import Filters
from prodash.model.select.parse_words import parse_words

_LONGEST_ROW = 20
"""How many filters may name each other in a row."""


class _RowError(UsageError):
    """The filter *name* leads to too many others, or back to itself, as *reason* says of it."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"the filter {name!r} {reason}")


class NamedFilter(NamedTuple):
    """A filter: its name, its words, and the file that has it."""

    name: str
    words: tuple[str, ...]
    file: str

    @property
    def text(self) -> str:
        """Its words as they are typed."""
        return shell.as_typed(self.words)


class NamedFilters:
    """The named filters of the files that count."""

    def __init__(self, filters: Sequence[NamedFilter]) -> None:
        self.all = tuple(filters)
        self._by_key: dict[str, list[NamedFilter]] = {}
        for one in self.all:
            self._by_key.setdefault(match_key(one.name), []).append(one)
        # The length of the row of each filter that is known to be usable: many may name the same ones.
        self._row_lengths: dict[str, int] = {}

    def named(self, name: str) -> list[NamedFilter]:
        """The filters called *name*: none, one, or one of each file."""
        return self._by_key.get(match_key(name), [])

    def find(self, name: str, chain: Collection[str] = ()) -> NamedFilter:
        """The filter called *name*, which is named by those of *chain*.

        Raises UnknownNameError with the others, and UsageError if several files have one.
        """
        found = self.named(name)
        if len(found) > 1:
            files = " and ".join(one.file for one in found)
            raise UsageError(f"the filter {found[0].name!r} is in {files}; rename one")
        if not found:
            from prodash.model.names.similar import similar_names

            known = [one.name for one in self.all if one.name not in chain]
            raise UnknownNameError("filter", name, similar_names(name, known), known)
        return found[0]

    def applied_to(self, filters: Filters) -> Filters:
        """*filters* with what the named ones among them mean; raises UnknownNameError, UsageError.

        A word such as `@focus` among the tracks names a filter if there is one of that name.
        """
        words = filters.track or ()
        at = [word for word in words if word.startswith(AT) and self.named(word.removeprefix(AT))]
        names = dict.fromkeys([*filters.filter, *(word.removeprefix(AT) for word in at)])
        tracks = [word for word in words if word not in at]
        for name in names:
            # Raises for a row that is too long or leads back to itself.
            self._row_length(name, ())
        return filters._replace(
            track=(tracks or None) if at else filters.track,
            filter=tuple(names),
            named=tuple({**dict(filters.named), **self._meant(names)}.items()),
        )

    def _row_length(self, name: str, chain: tuple[str, ...]) -> int:
        """How many filters are in the longest row that begins with *name*: 1 if it names no other.

        *chain* has the filters that lead to this one.  Raises UsageError for a circle or a row that is too long,
        and UnknownNameError.
        """
        found = self.find(name, chain)
        if found.name in chain:
            circle = " → ".join([*chain[chain.index(found.name) :], found.name])
            raise _RowError(found.name, f"names itself ({circle})")
        if len(chain) + self._row_lengths.get(found.name, 1) > _LONGEST_ROW:
            reason = f"leads to more than {_LONGEST_ROW} filters in a row; write their options into it"
            raise _RowError((*chain, found.name)[0], reason)
        if found.name not in self._row_lengths:
            others = _parsed(found).filter
            longest = max((self._row_length(other, (*chain, found.name)) for other in others), default=0)
            self._row_lengths[found.name] = longest + 1
        return self._row_lengths[found.name]

    def _meant(self, names: Iterable[str]) -> Mapping[str, Filters]:
        """The filters called *names* and all that they lead to, each with the options that it has itself."""
        meant: dict[str, Filters] = {}
        to_visit = [*reversed([*names])]
        while to_visit:
            found = self.find(to_visit.pop())
            if found.name not in meant:
                filters = _parsed(found)
                meant[found.name] = filters.alone
                to_visit += reversed(filters.filter)
        return meant

    def require_usable(self, one: NamedFilter) -> None:
        """Raise UsageError or UnknownNameError if the filter *one* cannot be used."""
        parse_words(one.words)
        self._row_length(one.name, ())

    def why_unusable(self, one: NamedFilter) -> str:
        """Why the filter *one* cannot be used, in words that follow its name; empty if it can."""
        try:
            self.require_usable(one)
        except _RowError as error:
            return f"it {error.reason}" if error.name == one.name else str(error)
        except (UsageError, UnknownNameError) as error:
            return str(error)
        return ""


def _parsed(one: NamedFilter) -> Filters:
    """The filters that the words of *one* are; raises UsageError."""
    try:
        return parse_words(one.words)
    except UsageError as error:
        raise UsageError(f"the filter {one.name!r} in {one.file}: {error}") from None
