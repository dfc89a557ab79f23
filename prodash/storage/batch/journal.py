"""Journal: the batches of a catalogue, each in a file whose name says how far it is.

.prodash/journal/000041.done       can be undone
.prodash/journal/000042.doing      is being written, or was when its process was killed
"""

import os
import re
import stat
from contextlib import suppress
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from prodash.storage.disk.files import write_bytes
from prodash.storage.disk.locate import OWN

KEPT = 50
_JOURNAL = "journal"
_NAME = re.compile(r"([0-9]{6,9})\.([a-z]+)")


class State(StrEnum):
    """How far a batch is; a record changes its state by being renamed, in one step."""

    NEW = "new"
    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    REDOING = "redoing"


UNFINISHED = {State.DOING: None, State.UNDOING: State.DONE, State.REDOING: State.UNDONE}
"""The states that a killed process leaves, each with the state before it."""


class Entry(NamedTuple):
    """One file of the journal."""

    number: int
    state: State
    folder: str

    @property
    def name(self) -> str:
        """What makes the names of files that the batch writes beside others."""
        return f"{self.number:06}"

    @property
    def path(self) -> str:
        """Where it is."""
        return os.path.join(self.folder, f"{self.name}.{self.state}")

    @property
    def is_file(self) -> bool:
        """Whether it is a file of its own, as every record is."""
        return stat.S_ISREG(os.lstat(self.path).st_mode)

    @property
    def shown(self) -> str:
        """Where it is, below the catalogue."""
        return f"{OWN}/{_JOURNAL}/{os.path.basename(self.path)}"

    def moved(self, state: State) -> "Entry":
        """The same batch in another state, on disk too; in the old one when that is interrupted."""
        entry = self._replace(state=state)
        try:
            os.replace(self.path, entry.path)
        except KeyboardInterrupt:
            with suppress(FileNotFoundError):
                os.replace(entry.path, self.path)
            raise
        return entry

    def drop(self) -> None:
        """Forget a batch of which nothing is left to do."""
        os.unlink(self.path)

    def set_aside(self) -> str:
        """Give what is no record another name, outside the journal's; that name, below the catalogue."""
        return f"{OWN}/{_JOURNAL}/{_set_aside(self.path, self.folder, self.name)}"


def _set_aside(path: str, folder: str, name: str) -> str:
    number = 1
    while os.path.lexists(aside := os.path.join(folder, f"unreadable-{name}-{number}")):
        number += 1
    os.rename(path, aside)
    return os.path.basename(aside)


def set_folder_aside(root: Path) -> str | None:
    """Give what stands in the journal's place and is no folder another name; that name, if so.

    A link would lead what is written out of the catalogue.
    """
    own = os.path.join(root, OWN)
    folder = os.path.join(own, _JOURNAL)
    if not os.path.lexists(folder) or _is_folder(folder):
        return None
    return f"{OWN}/{_set_aside(folder, own, _JOURNAL)}"


def entries(root: Path) -> list[Entry]:
    """The batches, oldest first; none where there is no journal or it cannot be listed."""
    try:
        return _listed(os.path.join(root, OWN, _JOURNAL))
    except OSError:
        return []


def _listed(folder: str) -> list[Entry]:
    names = os.listdir(folder) if _is_folder(folder) else []
    found = [match for name in names if (match := _NAME.fullmatch(name))]
    return sorted((Entry(int(m[1]), State(m[2]), folder) for m in found if m[2] in _STATES), key=_order)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


_STATES = frozenset(State)
_order = attrgetter("number", "state")


def is_unfinished(root: Path) -> bool:
    """Whether a batch was begun and not finished: its process was killed, or is still at it."""
    return any(entry.state is State.NEW or entry.state in UNFINISHED for entry in entries(root))


def begin(root: Path, record: bytes) -> Entry:
    """Keep the record of a batch that is about to be written; raises OSError."""
    folder = os.path.join(root, OWN, _JOURNAL)
    os.makedirs(folder, exist_ok=True)
    last = max((entry.number for entry in _listed(folder)), default=0)
    entry = Entry(last + 1, State.NEW, folder)
    try:
        write_bytes(entry.path, record)
        return entry.moved(State.DOING)
    except BaseException:
        with suppress(OSError):
            entry.drop()
        raise


def finish(root: Path, entry: Entry) -> None:
    """Mark a new batch done; what was undone before it cannot come back, and the oldest go."""
    entry.moved(State.DONE)
    tidy(root)


def tidy(root: Path) -> None:
    """Forget what was undone before the newest batch that is done, and all but the last that are kept."""
    all_entries = entries(root)
    done = [one for one in all_entries if one.state is State.DONE]
    undone = [one for one in all_entries if one.state is State.UNDONE]
    for one in [*(one for one in undone if done and _order(one) < _order(done[-1])), *done[:-KEPT]]:
        # The batch is done whether or not an old one goes; the next command tries again.
        with suppress(OSError):
            one.drop()


def last_done(root: Path) -> Entry | None:
    """The batch that undo takes back."""
    return max((one for one in entries(root) if one.state is State.DONE), key=_order, default=None)


def first_undone(root: Path) -> Entry | None:
    """The batch that redo brings back: the oldest undone one, with nothing done after it."""
    done = last_done(root)
    undone = [one for one in entries(root) if one.state is State.UNDONE]
    return min(
        (one for one in undone if done is None or _order(one) > _order(done)), key=_order, default=None
    )
