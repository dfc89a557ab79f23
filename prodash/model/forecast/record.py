"""Record: what was finished since a day, by all tracks of a catalogue or by some of them, in whole weeks."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.forecast.finishes import Finish, finishes
from prodash.model.forecast.throughput import Throughput, throughput
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, History


class Record(NamedTuple):
    """What *history* says of the time from the day `first` on, with the `finishes` of all times."""

    history: History
    clock: Clock
    first: date
    finishes: tuple[Finish, ...]

    @property
    def of_all(self) -> Throughput:
        """The throughput of all tracks, removed ones too; without weeks before the first commit."""
        return self._throughput(self.finishes, self._all_chains)

    @property
    def of_all_times(self) -> Throughput:
        """The same for the whole history, whatever the first day."""
        return self._replace(first=date.min).of_all

    @property
    def lacks_commits(self) -> bool:
        """Whether commits from the first day on, or versions of tracks, are missing in this clone."""
        if not self.history.is_cut:
            return self.history.missing > 0
        since = known_since(self._all_chains, self.clock)
        return since is None or since > self.first

    def of_tracks(self, paths: Collection[str]) -> Throughput:
        """The throughput of the tracks at *paths*; without weeks in which none of them was there."""
        chains = [self.history.chains[path] for path in paths if path in self.history.chains]
        return self._throughput([one for one in self.finishes if one.path in paths], chains)

    @property
    def _all_chains(self) -> Sequence[Chain]:
        return (*self.history.chains.values(), *self.history.removed.values())

    def _throughput(self, made: Iterable[Finish], chains: Iterable[Chain]) -> Throughput:
        today = self.clock.today
        since = known_since(chains, self.clock) or today
        return throughput((one.day for one in made), max(since, self.first), today)


def record_of(history: History, clock: Clock, first: date) -> Record:
    """The record of *history* from the day *first* on."""
    return Record(history, clock, first, finishes(history, clock))


def known_since(chains: Iterable[Chain], clock: Clock) -> date | None:
    """The day from which on it is known what happened to the tracks with these *chains*; None if none is committed.

    That is the day of their oldest commit, in a shallow clone of the newest commit whose parents are missing.
    """
    committed = [chain[0] for chain in chains if chain and chain[0].commit]
    if not committed:
        return None
    cut = [first.moment.seconds for first in committed if first.is_cut]
    return clock.day_of(max(cut, default=0) or min(first.moment.seconds for first in committed))
