"""Import places: which track a row is about: one that is there, or a new one with an id that is free."""

from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.add_track import folders_of
from prodash.model.imports.cells import from_text
from prodash.model.imports.import_known import Known
from prodash.model.names.file_names import ENDINGS, id_from_title, is_file_name, track_id
from prodash.model.names.free_ids import FreeIds
from prodash.model.names.names import readable


class Place(NamedTuple):
    """The track of a row; a new one says nothing but where it is going to be."""

    track: Track
    is_new: bool


class Places:
    """Finds the track of each row; no two rows have the same."""

    def __init__(self, catalogue: Catalogue, folder: str) -> None:
        self._known = Known(catalogue)
        self._free = FreeIds(self._known.ids)
        self._folder = "/".join(("tracks", *folders_of(folder)))
        self._lines: dict[str, int] = {}

    def of(self, fields: Mapping[str, str]) -> Place:
        """The track that a row is about, by its path, its id or its title; raises UsageError."""
        path, identifier = (from_text(fields.get(name, "").strip()) for name in ("path", "id"))
        title, identifier = from_text(fields.get("title", "")), normalize("NFC", identifier)
        if path and identifier and track_id(path) != identifier:
            raise UsageError(f"its id is {identifier!r} and its path {path}; make the two agree")
        if path or identifier:
            place = self._given(identifier or track_id(path), path)
        elif title.strip():
            place = self._titled(title)
        else:
            raise UsageError("it has no title, id or path; write one")
        if line := self._lines.get(_key(place)):
            raise UsageError(f"line {line} is about {place.track.id!r} too; keep one of them")
        return place

    def claim(self, place: Place, line: int) -> None:
        """Let no later row be about the same track."""
        self._lines[_key(place)] = line
        self._free.take(place.track.id)

    def _given(self, identifier: str, path: str) -> Place:
        if track := self._known.given(identifier, path):
            return Place(track, is_new=False)
        if not path and not is_file_name(identifier):
            raise UsageError(
                f"the id {identifier!r} cannot name a file; use letters, digits, - and _, and no ending"
            )
        return self._new(identifier, _checked(path) if path else "")

    def _titled(self, title: str) -> Place:
        """The track of that title, unless a row before is about it; else a new one."""
        track = self._known.titled(title)
        if track and track.path not in self._lines:
            return Place(track, is_new=False)
        return self._new(self._free.first(id_from_title(title)))

    def _new(self, identifier: str, path: str = "") -> Place:
        path = path or f"{self._folder}/{identifier}.yaml"
        return Place(Track(identifier, path, readable(identifier)), is_new=True)


def _key(place: Place) -> str:
    """What two rows about the same track share: a path has a slash, and an id has none."""
    return place.track.id.casefold() if place.is_new else place.track.path


def _checked(path: str) -> str:
    """The path of a new track; raises UsageError where there can be none."""
    top, _, below = path.partition("/")
    *folders, name = below.split("/")
    stem, dot, ending = name.rpartition(".")
    names = [*folders, stem]
    if top != "tracks" or f"{dot}{ending}" not in ENDINGS or {"", ".", ".."} & {*names}:
        raise UsageError(
            f"the path {path!r} is no file below tracks; write one such as tracks/summer-ep/dune.yaml"
        )
    if odd := next((name for name in names if not is_file_name(name)), None):
        raise UsageError(f"{odd!r} in the path {path!r} cannot name a file on every system; use another name")
    return path
