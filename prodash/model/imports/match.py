"""Import places: which track a row is about: one that is there, or a new one with an id that is free."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.add_track import track_folders
from prodash.model.imports.cells import cell_to_text
from prodash.model.names.file_names import YAML_SUFFIXES, FreeIds, id_from_title, is_file_name, track_id
from prodash.model.names.names import title_from_id


class RowTarget(NamedTuple):
    """The track of a row; a new one says nothing but where it is going to be."""

    track: Track
    is_new: bool


class RowMatcher:
    """Finds the track of each row; no two rows have the same."""

    def __init__(self, catalogue: Catalogue, folder: str) -> None:
        self._index = TrackIndex(catalogue)
        self._free = FreeIds(self._index.ids)
        self._folder = "/".join(("tracks", *track_folders(folder)))
        self._lines: dict[str, int] = {}

    def match(self, fields: Mapping[str, str]) -> RowTarget:
        """The track that a row is about, by its path, its id or its title; raises UsageError."""
        path, identifier = (cell_to_text(fields.get(name, "").strip()) for name in ("path", "id"))
        title, identifier = cell_to_text(fields.get("title", "")), normalize("NFC", identifier)
        if path and identifier and track_id(path) != identifier:
            raise UsageError(f"its id is {identifier!r} and its path {path}; make the two agree")
        if path or identifier:
            target = self._target_by_id(identifier or track_id(path), path)
        elif title.strip():
            target = self._target_by_title(title)
        else:
            raise UsageError("it has no title, id or path; write one")
        if line := self._lines.get(_claim_key(target)):
            raise UsageError(f"line {line} is about {target.track.id!r} too; keep one of them")
        return target

    def claim(self, target: RowTarget, line: int) -> None:
        """Let no later row be about the same track."""
        self._lines[_claim_key(target)] = line
        self._free.take(target.track.id)

    def _target_by_id(self, identifier: str, path: str) -> RowTarget:
        if track := self._index.by_id(identifier, path):
            return RowTarget(track, is_new=False)
        if not path and not is_file_name(identifier):
            raise UsageError(
                f"the id {identifier!r} cannot name a file; use letters, digits, - and _, and no ending"
            )
        return self._new_target(identifier, _require_track_path(path) if path else "")

    def _target_by_title(self, title: str) -> RowTarget:
        """The track of that title, unless a row before is about it; else a new one."""
        track = self._index.by_title(title)
        if track and track.path not in self._lines:
            return RowTarget(track, is_new=False)
        return self._new_target(self._free.first_free(id_from_title(title)))

    def _new_target(self, identifier: str, path: str = "") -> RowTarget:
        path = path or f"{self._folder}/{identifier}.yaml"
        return RowTarget(Track(identifier, path, title_from_id(identifier)), is_new=True)


def _claim_key(target: RowTarget) -> str:
    """What two rows about the same track share: a path has a slash, and an id has none."""
    return target.track.id.casefold() if target.is_new else target.track.path


def _require_track_path(path: str) -> str:
    """The path of a new track; raises UsageError where there can be none."""
    top, _, below = path.partition("/")
    *folders, name = below.split("/")
    stem, dot, ending = name.rpartition(".")
    names = [*folders, stem]
    if top != "tracks" or f"{dot}{ending}" not in YAML_SUFFIXES or {"", ".", ".."} & {*names}:
        raise UsageError(
            f"the path {path!r} is no file below tracks; write one such as tracks/summer-ep/dune.yaml"
        )
    if bad_name := next((name for name in names if not is_file_name(name)), None):
        raise UsageError(
            f"{bad_name!r} in the path {path!r} cannot name a file on every system; use another name"
        )
    return path


class TrackIndex:
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

    def by_id(self, identifier: str, path: str) -> Track | None:
        """The track with an id, and where the row says so with that *path*; None for a new one.

        Raises UsageError where the two do not agree with what is there.
        """
        if track := self._tracks.get(path):
            return track
        others = self._paths.get(identifier.casefold(), [])
        if len(others) > 1:
            raise UsageError(f"{' and '.join(others)} have the id {identifier!r}; say which with a path")
        return self._require_agreement(identifier, path, others[0]) if others else None

    def by_title(self, title: str) -> Track | None:
        """The track of that title whose id was made from it; raises UsageError where there are several."""
        alike = self._tracks_by_title.get(title, [])
        if len(alike) > 1:
            ids = " and ".join(sorted(track.id for track in alike[:2]))
            raise UsageError(f"{ids} are both titled {title!r}; say in a column id which one is meant")
        return alike[0] if alike else None

    @cached_property
    def _tracks_by_title(self) -> dict[str, list[Track]]:
        # Only when a row has neither path nor id, because making all those ids takes time.
        by_title: dict[str, list[Track]] = {}
        for track in self._tracks.values():
            if _is_made_from(track.title, track.id):
                by_title.setdefault(track.title, []).append(track)
        return by_title

    def _require_agreement(self, identifier: str, path: str, other: str) -> Track:
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
