"""State: the tracks after one commit, each with its contents and its last move."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from prodash.model.names.file_names import track_id
from prodash.storage.history.ledger import NONE
from prodash.storage.history.tip import StageList, Tip

# Asked for all tracks whenever one comes back.
_id_of = cache(track_id)


class File(NamedTuple):
    """A track: the id of its contents, and the number of its last move; NONE before it has a stage."""

    blob: str
    move: int


class State:
    """The tracks by path; the removed ones by path, each with the move that removed it; the stages.

    renames   the number of the set of renames of stages that were made so far
    """

    __slots__ = ("files", "gone", "renames", "stages")

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.gone: dict[str, int] = {}
        self.stages: StageList = ()
        self.renames = 0

    @classmethod
    def after(cls, tip: Tip) -> "State":
        """The state after a *tip* that was kept.  Raises one of MALFORMED."""
        details, state = tip.details(), cls()
        state.files = {path: File(details.blobs[path], move) for path, move in tip.last.items()}
        state.gone = dict(tip.removed)
        state.stages, state.renames = details.stages, tip.renames
        return state

    def copy(self) -> "State":
        """The same state, to be changed on its own."""
        state = State()
        state.files, state.gone = self.files.copy(), self.gone.copy()
        state.stages, state.renames = self.stages, self.renames
        return state

    def take_back(self, path: str) -> int:
        """The move that removed the track that is now at *path* again, in whatever folder it was; NONE if it is new."""
        if self.gone and path not in self.gone:
            path = removed_as(path, self.gone, self.files) or path
        return self.gone.pop(path, NONE)

    def add_gone(self, others: Iterable["State"], roots: Sequence[int]) -> None:
        """Add the tracks that the *others* know as removed, and that are not here; *roots* has the first move of each."""
        for other in others:
            # Not the difference of the keys, which goes through all files.
            if missing := {path for path in other.gone if path not in self.gone and path not in self.files}:
                here = {roots[file.move] for file in self.files.values() if file.move != NONE}
                here |= {roots[move] for move in self.gone.values()}
                # In the order of the other, which decides which of two is taken back.
                known = ((path, move) for path, move in other.gone.items() if path in missing)
                self.gone.update((path, move) for path, move in known if roots[move] not in here)


def removed_as(path: str, gone: Collection[str], files: Collection[str]) -> str:
    """The path of the removed track, of those *gone*, with the id of the one at *path*; empty if that is not unique."""
    identifier = _id_of(path)
    same = [old for old in gone if _id_of(old) == identifier]
    return same[0] if len(same) == 1 and not is_shared(path, files) else ""


def is_shared(path: str, files: Iterable[str]) -> bool:
    """Whether another one of *files* has the id of the track at *path*."""
    identifier = _id_of(path)
    return any(_id_of(other) == identifier and other != path for other in files)
