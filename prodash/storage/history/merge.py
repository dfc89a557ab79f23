"""Merge: from which parent each track of a merge has its moves.

contents as in another parent             ->  the moves from there
stage as in one of the parents            ->  the moves from there
neither                                   ->  the merge moved it
gone, but renamed in another parent       ->  the moves under its new path
gone, and removed in another parent       ->  removed there
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from prodash.model.names.names import match_key
from prodash.storage.history.changes import Changes
from prodash.storage.history.ledger import NONE
from prodash.storage.history.state import File, State


class Merge:
    """The *changes* of a merge against its first parent; *others* are the states of its other parents."""

    def __init__(self, changes: Changes, others: Sequence[State]) -> None:
        self._changes, self._others = changes, others
        self._state, self._roots = changes.state, changes.ledger.roots
        # The tracks of the first parent as they were.
        self._before = {path: self._state.files.get(path) for path, _ in changes.written}

    def apply(self) -> None:
        """Make the changes."""
        for path, blob in self._changes.written:
            same = next((file for file in self._theirs(path) if file.blob == blob), None)
            if same:
                self._state.files[path] = same
            else:
                self._write(path, blob)
        self._remove()

    def _theirs(self, path: str) -> Iterator[File]:
        for other in self._others:
            if file := other.files.get(path):
                yield file

    def _write(self, path: str, blob: str) -> None:
        """Write a version that no parent has."""
        moves = [file.move for file in (self._before[path], *self._theirs(path)) if file]
        known = next((move for move in moves if move != NONE), NONE)
        if known == NONE:
            known = self._changes.source_of(path)
        stage = match_key(self._changes.stage_in(blob))
        possible = chain([known], moves, self._moves_elsewhere(path, known))
        same = (move for move in possible if move != NONE and self._stage_of(move) == stage)
        self._changes.write(path, blob, next(same, known))

    def _stage_of(self, move: int) -> str | None:
        """The stage after *move*, in whatever capitals; None if the track was removed."""
        stage = self._changes.ledger.stage_of(move)
        return None if stage is None else match_key(stage)

    def _moves_elsewhere(self, path: str, known: int) -> Iterator[int]:
        """The last moves of the track with the move *known* in parents that have it under another path than *path*."""
        root = self._roots[known] if known != NONE else NONE
        if root == NONE:
            return
        yield from (file.move for file in self._changes.gone.values() if self._root_of(file) == root)
        for other in self._others:
            file = other.files.get(path)
            # Looking at all files is slow, and hardly ever needed.
            if file is None or self._root_of(file) != root:
                yield from (one.move for one in other.files.values() if self._root_of(one) == root)

    def _root_of(self, file: File) -> int:
        return NONE if file.move == NONE else self._roots[file.move]

    def _remove(self) -> None:
        """Note which of the tracks that are gone were removed, and where."""
        here = {self._root_of(self._state.files[path]) for path, _ in self._changes.written}
        self._state.gone = {
            path: move for path, move in self._state.gone.items() if self._roots[move] not in here
        }
        for path, file in self._changes.gone.items():
            root = self._root_of(file)
            removals = (other.gone.get(path, NONE) for other in self._others)
            removal = next((move for move in removals if move != NONE and self._roots[move] == root), NONE)
            if root not in here and removal == NONE:
                self._changes.remove(path, file)
            elif root not in here:
                self._state.gone[path] = removal
