"""Import known: which track of the catalogue a row means, by path, id or title."""

from collections.abc import Iterable
from functools import cached_property

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import id_from_title, track_id


class Known:
    """The tracks of a catalogue, and the files that could not be read, by what rows call them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._tracks = {track.path: track for track in catalogue.tracks}
        self._paths: dict[str, list[str]] = {}
        for path in (*self._tracks, *catalogue.unread):
            self._paths.setdefault(track_id(path).casefold(), []).append(path)

    @property
    def ids(self) -> Iterable[str]:
        """Every id that there is, those of broken files too, in lower case."""
        return self._paths

    def given(self, identifier: str, path: str) -> Track | None:
        """The track with an id, and where the row says so with that *path*; None for a new one.

        Raises UsageError where the two do not agree with what is there.
        """
        if track := self._tracks.get(path):
            return track
        others = self._paths.get(identifier.casefold(), [])
        if len(others) > 1:
            raise UsageError(f"{' and '.join(others)} have the id {identifier!r}; say which with a path")
        return self._there(identifier, path, others[0]) if others else None

    def titled(self, title: str) -> Track | None:
        """The track of that title whose id was made from it; raises UsageError where there are several."""
        alike = self._titled.get(title, [])
        if len(alike) > 1:
            ids = " and ".join(sorted(track.id for track in alike[:2]))
            raise UsageError(f"{ids} are both titled {title!r}; say in a column id which one is meant")
        return alike[0] if alike else None

    @cached_property
    def _titled(self) -> dict[str, list[Track]]:
        # Only when a row has neither path nor id, because making all those ids takes time.
        titled: dict[str, list[Track]] = {}
        for track in self._tracks.values():
            if _is_made_from(track.title, track.id):
                titled.setdefault(track.title, []).append(track)
        return titled

    def _there(self, identifier: str, path: str, other: str) -> Track:
        track = self._tracks.get(other)
        if track is None:
            raise UsageError(f"{other} has the id {identifier!r} and could not be read; see its problem")
        if track.id != identifier:
            raise UsageError(
                f"{other} has the id {track.id!r}, which is the same on some disks; choose another"
            )
        if path:
            raise UsageError(
                f"its path is {path}, but {other} has that id; correct the path, or leave out that column with --without path"
            )
        return track


def _is_made_from(title: str, identifier: str) -> bool:
    base = id_from_title(title)
    return identifier == base or (identifier.startswith(f"{base}-") and identifier[len(base) + 1 :].isdigit())
