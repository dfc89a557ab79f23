"""Named filters: words that select tracks, kept under a name in the catalogue or by the user."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash import shell
from prodash.errors import UnknownNameError, UsageError
from prodash.model.names.keywords import AT
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar_names
from prodash.model.select.filters import Filters
from prodash.model.select.parse_words import parse_words


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

    def named(self, name: str) -> list[NamedFilter]:
        """The filters called *name*: none, one, or one of each file."""
        return [one for one in self.all if match_key(one.name) == match_key(name)]

    def find(self, name: str) -> NamedFilter:
        """The filter called *name*; raises UnknownNameError, and UsageError if several files have one."""
        found = self.named(name)
        if len(found) > 1:
            files = " and ".join(one.file for one in found)
            raise UsageError(f"the filter {found[0].name!r} is in {files}; rename one")
        if not found:
            known = [one.name for one in self.all]
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
        meant = dict(pair for name in names for pair in self._meant(name, ()))
        return filters._replace(
            track=tracks or None if at else filters.track,
            filter=tuple(names),
            named=tuple({**dict(filters.named), **meant}.items()),
        )

    def _meant(self, name: str, chain: tuple[str, ...]) -> Iterator[tuple[str, Filters]]:
        """The filter called *name*, and those that it names, each with the filters that it stands for alone."""
        found = self.find(name)
        if found.name in chain:
            circle = " → ".join([*chain[chain.index(found.name) :], found.name])
            raise UsageError(f"the filter {found.name!r} names itself ({circle})")
        try:
            filters = parse_words(found.words)
        except UsageError as error:
            raise UsageError(f"the filter {found.name!r} in {found.file}: {error}") from None
        yield found.name, filters.alone
        for other in filters.filter:
            yield from self._meant(other, (*chain, found.name))

    def fault_of(self, one: NamedFilter) -> str:
        """Why the filter *one* selects nothing; empty if it can be used."""
        try:
            parse_words(one.words)
            for _ in self._meant(one.name, ()):
                pass
        except (UsageError, UnknownNameError) as error:
            return str(error)
        return ""
