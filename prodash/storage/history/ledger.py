"""Ledger: every move that commits made, each with the one before it, in columns that are quick to save and load.

number     0      1      2        a move, of any track
previous   -1     0      -1       the move of the same track before it
commit     0      1      1        the number of the commit that made it
stage      0      2      0        the number of the text; -1 if the file was removed
path       1      1      3        the number of the text
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from prodash.model.names.file_names import track_id

REMOVED = -1
NONE = -1


class CommitColumns(NamedTuple):
    """The commits that made a move: id, author's time, minutes east of UTC, number of the author's name.

    cut       1 for a commit of a shallow clone whose parents are missing
    renames   the number of the set of stage renames that were made before, or in it
    """

    ids: list[str]
    seconds: list[int]
    offsets: list[int]
    authors: list[int]
    cut: list[int]
    renames: list[int]


class MoveColumns(NamedTuple):
    """The moves."""

    previous: list[int]
    commits: list[int]
    stages: list[int]
    paths: list[int]


class Ledger:
    """The moves, their commits and texts, and the renames of stages: what tracks write for a stage to its new id.

    `removed_ids` are the ids of all tracks that were ever removed, on whatever branch.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.commits = CommitColumns([], [], [], [], [], [])
        self.moves = MoveColumns([], [], [], [])
        self.renames: list[Mapping[str, str]] = []
        self.rename_sets: list[tuple[int, ...]] = [()]
        self._numbers: dict[str, int] = {}
        self.roots: list[int] = []
        self.removed_ids: set[str] = set()

    def add_commit(self, identifier: str, seconds: int, offset: int, author: str) -> int:
        """Add a commit that makes moves; returns its number.  The caller adds `cut` and `renames`."""
        columns = self.commits
        columns.ids.append(identifier)
        columns.seconds.append(seconds)
        columns.offsets.append(offset)
        columns.authors.append(self.number_of(author))
        return len(columns.ids) - 1

    def add_move(self, previous: int, commit: int, stage: str | None, path: str) -> int:
        """Add a move after the move *previous*, or NONE; returns its number."""
        columns = self.moves
        number = len(columns.previous)
        columns.previous.append(previous)
        columns.commits.append(commit)
        columns.stages.append(REMOVED if stage is None else self.number_of(stage))
        if stage is None:
            self.removed_ids.add(track_id(path))
        columns.paths.append(self.number_of(path))
        self.roots.append(number if previous == NONE else self.roots[previous])
        return number

    def add_renames(self, known: int, renames: Mapping[str, str]) -> int:
        """Add the *renames* of one commit to the set *known*; returns the number of the new set."""
        self.renames.append(renames)
        return self.number_of_set((*self.rename_sets[known], len(self.renames) - 1))

    def joined_sets(self, one: int, other: int) -> int:
        """The number of the set with the renames of both."""
        first, second = self.rename_sets[one], self.rename_sets[other]
        return one if first == second else self.number_of_set(tuple(dict.fromkeys((*first, *second))))

    def number_of_set(self, renames: tuple[int, ...]) -> int:
        """The number of a set of renames."""
        if renames not in self.rename_sets:
            self.rename_sets.append(renames)
        return self.rename_sets.index(renames)

    def number_of(self, text: str) -> int:
        """The number of *text*."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return number

    def stage_of(self, move: int) -> str | None:
        """The stage after *move* as the track writes it; None if the file was removed."""
        number = self.moves.stages[move]
        return None if number == REMOVED else self.texts[number]

    def moves_to(self, move: int) -> list[int]:
        """The moves of one track from the newest, *move*, to its first."""
        numbers, previous = [], self.moves.previous
        while move != NONE:
            numbers.append(move)
            move = previous[move]
        return numbers

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        commits = self.commits._replace(ids=["".join(self.commits.ids)])
        return {
            "texts": self.texts,
            "digits": len(self.commits.ids[0]) if self.commits.ids else 0,
            "commits": commits,
            "moves": self.moves,
            "renames": self.renames,
            "sets": self.rename_sets,
        }

    @classmethod
    def from_json(cls, value: Any) -> "Ledger":
        """The ledger that `to_json` made plain."""
        ledger = cls()
        ledger.texts = value["texts"]
        (joined,), *others = value["commits"]
        digits = value["digits"]
        ids = [joined[start : start + digits] for start in range(0, len(joined), digits or 1)]
        ledger.commits = CommitColumns(ids, *others)
        ledger.moves = MoveColumns(*value["moves"])
        ledger.renames = value["renames"]
        ledger.rename_sets = [tuple(numbers) for numbers in value["sets"]]
        return ledger

    def prepare_to_grow(self) -> None:
        """Make ready a ledger from `from_json` for more moves."""
        self._numbers = {text: number for number, text in enumerate(self.texts)}
        removals = zip(self.moves.stages, self.moves.paths, strict=True)
        self.removed_ids = {track_id(self.texts[path]) for stage, path in removals if stage == REMOVED}
        for number, previous in enumerate(self.moves.previous):
            self.roots.append(number if previous == NONE else self.roots[previous])
