"""Targets: what prodash promises, as data, and which of it is met."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.history import COLD, GIT, HISTORY, LIST, LOG, NEW, SAME
from benchmarks.program import ALL, CHANGE, COUNT, IDS, START
from benchmarks.programs import FIRST, HELLO, PLAIN, PRODASH
from benchmarks.timing import Asked, Results, ratios

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """Something that may take at most *limit* times as long as something else."""

    what: str
    limit: float
    asked: Asked
    unit: Asked
    unit_name: str = "H"

    @property
    def promise(self) -> str:
        """The limit in words."""
        return f"≤ {self.limit:g} {self.unit_name}"

    def values(self, results: Results) -> Sequence[float]:
        """The ratio of each round; none where it was not measured."""
        if self.asked not in results or self.unit not in results:
            return ()
        return ratios(results[self.asked], results[self.unit])


@dataclass(frozen=True, slots=True)
class MemoryTarget:
    """None of *works*, or of all that is measured, may need more than *limit* MB on so many tracks."""

    what: str
    limit: float
    size: int
    works: tuple[str, ...] = ()

    @property
    def promise(self) -> str:
        """The limit in words."""
        return f"≤ {self.limit:g} MB"

    def values(self, results: Results) -> Sequence[float]:
        """The largest need of these, in MB; none where none was measured."""
        peaks = [
            measured.peak / MEBIBYTE
            for asked, measured in results.items()
            if asked.program.startswith(PRODASH.name) and asked.size == self.size and measured.peak
            if not self.works or (asked.program == PRODASH.name and asked.work in self.works)
        ]
        return [max(peaks)] if peaks else []


def _in_h(what: str, limit: float, work: str, size: int) -> Target:
    return Target(what, limit, Asked(PRODASH.name, work, size), Asked(HELLO.name, START, size))


def _in_git_log(what: str, limit: float, work: str) -> Target:
    log = Asked(GIT.name, LOG, THOUSAND)
    return Target(what, limit, Asked(HISTORY.name, work, THOUSAND), log, f"× `{LOG}`")


THOUSAND, TEN_THOUSAND, HUNDRED_THOUSAND = 1_000, 10_000, 100_000

TARGETS: tuple[Target | MemoryTarget, ...] = (
    _in_h("`prodash --version`", 1.1, START, THOUSAND),
    _in_h("completion of a stage name", 1.1, "completion of a stage", THOUSAND),
    _in_h("`list -f ids`, 1,000 tracks", 1.4, "list -f ids", THOUSAND),
    _in_h("`breakdown`, 1,000 tracks", 1.4, COUNT, THOUSAND),
    _in_h("`due`, 1,000 tracks", 1.4, "due", THOUSAND),
    _in_h("`breakdown`, 10,000 tracks", 2, COUNT, TEN_THOUSAND),
    _in_h("`list`, 10,000 tracks", 3.5, ALL, TEN_THOUSAND),
    _in_h("`list --stage mixing -f ids`, 10,000 tracks", 2, IDS, TEN_THOUSAND),
    Target(
        "the same, 100,000 tracks",
        7,
        Asked(PRODASH.name, IDS, HUNDRED_THOUSAND),
        Asked(PRODASH.name, IDS, TEN_THOUSAND),
        "× the 10,000 figure",
    ),
    Target(
        "first load, no index, 10,000 tracks",
        0.5,
        Asked(FIRST.name, IDS, TEN_THOUSAND),
        Asked(PLAIN.name, IDS, TEN_THOUSAND),
        '× `YAML(typ="safe").load` of the same files',
    ),
    _in_h("`set stage=…` on 1,000 of 10,000 tracks", 8, CHANGE, TEN_THOUSAND),
    _in_git_log("history, nothing kept, 10,000 commits", 2.5, COLD),
    _in_git_log("the same, one new commit", 0.4, NEW),
    Target(
        "the same, nothing new",
        1.15,
        Asked(HISTORY.name, SAME, THOUSAND),
        Asked(HISTORY.name, LIST, THOUSAND),
        "× `list`",
    ),
    MemoryTarget("memory of the commands below, 10,000 tracks", 80, TEN_THOUSAND),
    MemoryTarget("memory of `list --stage mixing -f ids`, 100,000 tracks", 120, HUNDRED_THOUSAND, (IDS,)),
    MemoryTarget(
        "memory of `list -f json` and `list -f csv`, 100,000 tracks",
        150,
        HUNDRED_THOUSAND,
        ("list -f json", "list -f csv"),
    ),
)


def verdict(target: Target | MemoryTarget, results: Results) -> str:
    """Whether the median keeps the promise."""
    values = target.values(results)
    if not values:
        return "not measured"
    return "met" if statistics.median(values) <= target.limit else "**not met**"
