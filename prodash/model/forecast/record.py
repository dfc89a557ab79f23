"""Record: what was finished since a day, by all tracks of a catalogue or by some of them, in whole weeks."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from prodash.model.forecast.finishes import Finish, finishes
from prodash.model.forecast.throughput import Throughput, known_since, throughput
from prodash.model.history.clock import Clock
from prodash.model.history.history import History


class Record(NamedTuple):
    """What *history* says of the time from the day `first` on, with the `finishes` of all times."""

    history: History
    clock: Clock
    first: date
    finishes: tuple[Finish, ...]

    @property
    def of_all(self) -> Throughput:
        """The throughput of all tracks, removed ones too; without weeks before the first commit."""
        return self._throughput(self.finishes, self.history)

    @property
    def of_all_times(self) -> Throughput:
        """The throughput of all tracks in the whole history, whatever the first day."""
        return self._replace(first=date.min).of_all

    @property
    def lacks_commits(self) -> bool:
        """Whether commits from the first day on, or versions of tracks, are missing in this clone."""
        since = known_since(self.history, self.clock) or self.clock.today
        return self.history.missing > 0 or (self.history.is_cut and since > self.first)

    def of_tracks(self, paths: Collection[str]) -> Throughput:
        """The throughput of the tracks at *paths*; without weeks in which none of them was there."""
        chains = {path: self.history.chains[path] for path in paths if path in self.history.chains}
        return self._throughput([one for one in self.finishes if one.path in paths], History(chains, {}))

    def _throughput(self, made: Iterable[Finish], known: History) -> Throughput:
        today = self.clock.today
        since = known_since(known, self.clock) or today
        return throughput((one.day for one in made), max(since, self.first), today)


def record_of(history: History, clock: Clock, first: date) -> Record:
    """The record of *history* from the day *first* on."""
    return Record(history, clock, first, finishes(history, clock))
