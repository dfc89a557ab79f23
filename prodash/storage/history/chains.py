"""Chains: the moves of a ledger as observations of one track after the other, made on demand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from prodash.model.catalogue.stage import Stages
from prodash.model.history.history import Chain, Moment, Observation
from prodash.model.names.names import match_key
from prodash.storage.history.ledger import REMOVED, Ledger


def stage_ids(ledger: Ledger, known_now: int, stages: Stages) -> Callable[[int, int], str | None]:
    """A function that returns the id of a stage from the number of its text and of the renames known when it was written.

    *known_now* are the renames known at the newest commit.  A text that names no stage is returned as it is.
    """

    @cache
    def identify(text: int, known: int) -> str | None:
        if text == REMOVED:
            return None
        written, now = ledger.texts[text], ledger.rename_sets[known_now]
        before = frozenset(ledger.rename_sets[known])
        later = [ledger.renames[number] for number in now if number not in before]
        renamed = _renamed(written, later)
        if stage := stages.find(renamed):
            return stage.id
        # A track may be written with a name that its stage no longer has.
        stage = stages.find(_renamed(written, [ledger.renames[number] for number in now]))
        return stage.id if stage else renamed

    return identify


def _renamed(text: str, renames: Sequence[Mapping[str, str]]) -> str:
    for names in renames:
        text = names.get(match_key(text), text)
    return text


class Chains(Mapping[str, Chain]):
    """The chains by path; *last* has the last move of each track, and *more* what is not committed."""

    def __init__(
        self,
        ledger: Ledger,
        identify: Callable[[int, int], str | None],
        now: int,
        last: Mapping[str, int],
        more: Mapping[str, Observation],
    ) -> None:
        self._ledger, self._identify, self._now = ledger, identify, now
        self._last, self._more = last, more
        self._known: dict[str, Chain] = {}

    def __getitem__(self, path: str) -> Chain:
        if path not in self._known:
            self._known[path] = self._make(self._last[path], self._more.get(path))
        return self._known[path]

    def __contains__(self, path: object) -> bool:
        return path in self._last

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    def _make(self, last: int, newest: Observation | None) -> Chain:
        ledger, identify, now = self._ledger, self._identify, self._now
        texts, (_, commits, stages, paths) = ledger.texts, ledger.moves
        ids, all_seconds, offsets, authors, cut, renames = ledger.commits
        observations: list[Observation] = []
        before: str | None = ""
        for move in reversed(ledger.moves_to(last)):
            commit = commits[move]
            if (stage := identify(stages[move], renames[commit])) != before:
                moment = _new(Moment, (min(all_seconds[commit], now), offsets[commit]))
                author, path, is_cut = texts[authors[commit]], texts[paths[move]], cut[commit] == 1
                observations.append(_new(Observation, (stage, moment, author, ids[commit], path, is_cut)))
                before = stage
        return (*observations, newest) if newest else tuple(observations)


# Makes a named tuple without calling its Python-level __new__, which is slow for thousands of observations.
_new = tuple.__new__
