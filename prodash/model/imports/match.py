"""Row matching: the existing track that a row is about, or a new one with a free id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.files.folders import Folders
from prodash.model.files.new_track import track_folder
from prodash.model.imports.cells import cell_to_text
from prodash.model.names.file_names import (
    FreeIds,
    id_from_title,
    is_file_name,
    track_id,
    why_not_a_file_name,
    why_not_a_track_path,
)
from prodash.model.names.names import caseless, title_from_id


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of an import."""

    folder: str = ""
    """The folder below `tracks` for new files without a path."""

    update: bool = False
    """Whether existing tracks may change."""

    portable_names: bool = False
    """Whether new files need names that every system can have."""


class RowTarget(NamedTuple):
    """The track that a row is about; a new one has only an id, a path and the title made from the id."""

    track: Track
    is_new: bool


class RowMatcher:
    """Finds the track of each row; no two rows share one."""

    def __init__(self, catalogue: Catalogue, options: ImportOptions) -> None:
        self._index = TrackIndex(catalogue)
        self._free = FreeIds(self._index.ids)
        self._folders = Folders(self._index.paths)
        self._options = options
        self._folder = track_folder(options.folder)
        self._lines: dict[str, int] = {}

    def match(self, fields: Mapping[str, str]) -> RowTarget:
        """The track that a row is about, by its path, its id or its title.

        Raises UsageError if these contradict each other or the catalogue, or an earlier row has the track.
        """
        path, identifier = (cell_to_text(fields.get(name, "").strip()) for name in ("path", "id"))
        title, identifier = cell_to_text(fields.get("title", "")), normalize("NFC", identifier)
        # The name of a file can have blanks at its ends, which are not kept in a cell.
        if path and identifier and track_id(path).strip() != identifier.strip():
            raise UsageError(f"the id {identifier!r} and the path {path} contradict each other; correct one")
        if path or identifier:
            target = self._target_by_id(track_id(path) if path else identifier, path)
        elif title.strip():
            target = self._target_by_title(title)
        else:
            raise UsageError("it has no title, id or path; add one")
        if line := self._lines.get(_claim_key(target)):
            raise UsageError(f"line {line} is about {target.track.id!r} too; delete one of the two rows")
        return target

    def claim(self, target: RowTarget, line: int) -> None:
        """Reserve the track: `match` refuses a later row about it."""
        self._lines[_claim_key(target)] = line
        self._free.take(target.track.id)

    def _target_by_id(self, identifier: str, path: str) -> RowTarget:
        if track := self._index.by_id(identifier, path):
            return RowTarget(track, is_new=False)
        if path:
            self._require_track_path(path)
        elif reason := why_not_a_file_name(identifier):
            raise UsageError(f"the id {identifier!r} {reason}")
        return self._new_target(identifier, path)

    def _target_by_title(self, title: str) -> RowTarget:
        """The track of that title, unless an earlier row has it; else a new one."""
        track = self._index.by_title(title)
        if track and track.path not in self._lines:
            return RowTarget(track, is_new=False)
        return self._new_target(self._free.first_free(id_from_title(title)))

    def _require_track_path(self, path: str) -> None:
        """Raise UsageError if a new track cannot have this *path*; a name that a list could have had is allowed."""
        if reason := why_not_a_track_path(path):
            raise UsageError(f"the path {path!r} {reason}")
        names = [*path.split("/")[1:-1], track_id(path)] if self._options.portable_names else []
        if odd_name := next((name for name in names if not is_file_name(name)), None):
            raise UsageError(
                f"{odd_name!r} in the path {path!r} cannot name a file on every system; use another name"
            )

    def _new_target(self, identifier: str, path: str = "") -> RowTarget:
        path = path or f"{self._folder}/{identifier}.yaml"
        self._folders.add(path)
        return RowTarget(Track(identifier, path, title_from_id(identifier)), is_new=True)


def _claim_key(target: RowTarget) -> str:
    """A key that all rows about one track share; paths contain a slash and ids do not, so they never clash."""
    return caseless(target.track.id) if target.is_new else target.track.path


class TrackIndex:
    """The tracks of a catalogue, and its unreadable files, by path, id and title."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._tracks = {track.path: track for track in catalogue.tracks}
        self._paths: dict[str, list[str]] = {}
        for path in (*self._tracks, *catalogue.unread):
            self._paths.setdefault(caseless(track_id(path)), []).append(path)

    @property
    def ids(self) -> Iterable[str]:
        """All ids as `caseless` gives them, those of unreadable files included."""
        return self._paths

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all files."""
        return chain.from_iterable(self._paths.values())

    def by_id(self, identifier: str, path: str) -> Track | None:
        """The track with this id and, unless empty, this *path*; None if there is no such track.

        Raises UsageError if the id is ambiguous or belongs to another path.
        """
        if track := self._tracks.get(path):
            return track
        others = self._paths.get(caseless(identifier), [])
        if len(others) > 1:
            raise UsageError(
                f"{' and '.join(others)} have the id {identifier!r}; add a path column to choose one"
            )
        return self._require_agreement(identifier, path, others[0]) if others else None

    def by_title(self, title: str) -> Track | None:
        """The track with that title and an id made from it.  Raises UsageError if there are several."""
        alike = self._tracks_by_title.get(title, [])
        if len(alike) > 1:
            ids = " and ".join(sorted(track.id for track in alike[:2]))
            raise UsageError(f"{ids} are both titled {title!r}; add an id column to choose one")
        return alike[0] if alike else None

    @cached_property
    def _tracks_by_title(self) -> dict[str, list[Track]]:
        # Computed on first use: only rows without path and id need it, and it is slow.
        by_title: dict[str, list[Track]] = {}
        for track in self._tracks.values():
            if _is_made_from(track.title, track.id):
                by_title.setdefault(track.title, []).append(track)
        return by_title

    def _require_agreement(self, identifier: str, path: str, other: str) -> Track:
        """The track at *other*; raises UsageError if a row with this *identifier* and *path* contradicts it."""
        track = self._tracks.get(other)
        if track is None:
            raise UsageError(
                f"{other} has the id {identifier!r} but could not be read; run prodash check to see why"
            )
        if track.id != identifier:
            raise UsageError(
                f"{other} has the id {track.id!r}, which differs only in case; choose another id"
            )
        if path:
            raise UsageError(
                f"the path is {path}, but {other} has that id; correct the path, or leave the column out with --without path"
            )
        return track


def _is_made_from(title: str, identifier: str) -> bool:
    base = id_from_title(title)
    return identifier == base or (identifier.startswith(f"{base}-") and identifier[len(base) + 1 :].isdigit())
