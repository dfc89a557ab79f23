"""Track moves: the moves of many tracks, the newest first, and the people who made them."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.history import History
from prodash.model.history.moves import Move, moves
from prodash.model.names.file_names import track_id
from prodash.model.names.names import title_from_id

MoveKind: TypeAlias = Literal["moved", "added", "removed", "known"]
"""A track moved to another stage, came into the catalogue or left it, or was in a stage before anything is known of it."""


class TrackMove(NamedTuple):
    """A *move* of the track with this *id* and *title*; *path* is its file now, or the last one that it had."""

    id: str
    title: str
    path: str
    move: Move

    @property
    def day(self) -> date:
        """The day of the move in the zone of the computer."""
        return date.fromtimestamp(self.move.moment.seconds)  # noqa: DTZ012 (as for stays)

    @property
    def kind(self) -> MoveKind:
        """What happened to the track."""
        if self.move.after is None:
            return "removed"
        if self.move.before is not None:
            return "moved"
        return "known" if self.move.is_cut else "added"


def track_moves(catalogue: Catalogue, history: History, paths: Iterable[str]) -> list[TrackMove]:
    """The moves of the tracks at *paths*, the newest first; those of one second by path, the first of a track last."""
    titles = {track.path: track.title for track in catalogue.tracks}
    found: list[tuple[int, bool, TrackMove]] = []
    for path in sorted(paths):
        identifier = track_id(path)
        title = titles.get(path) or title_from_id(identifier)
        made = moves(history.chains.get(path) or history.removed.get(path) or ())
        found += [
            (-move.moment.seconds, move is made[0], TrackMove(identifier, title, path, move))
            for move in reversed(made)
        ]
    found.sort(key=itemgetter(0, 1))
    return [move for _, _, move in found]


def people_in(history: History) -> Sequence[str]:
    """The names of all who made a move, those of the newest commits first."""
    newest: dict[str, int] = {}
    for chain in (*history.chains.values(), *history.removed.values()):
        for seen in chain:
            newest[seen.author] = max(seen.moment.seconds, newest.get(seen.author, 0))
    return sorted(newest, key=lambda name: -newest[name])
