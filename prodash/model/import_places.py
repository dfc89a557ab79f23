"""Import places: which track a row is about: one that is there, or a new one with an id that is free."""

from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize

from prodash.errors import UsageError
from prodash.model.adding import folders_of
from prodash.model.catalogue import Catalogue
from prodash.model.cell import from_text
from prodash.model.file_name import ENDINGS, id_from_title, is_file_name, track_id
from prodash.model.name import readable
from prodash.model.track import Track


class Place(NamedTuple):
    """The track of a row; a new one says nothing but where it is going to be."""

    track: Track
    is_new: bool


class Places:
    """Finds the track of each row; no two rows have the same."""

    def __init__(self, catalogue: Catalogue, folder: str) -> None:
        self._tracks = {track.path: track for track in catalogue.tracks}
        self._paths: dict[str, list[str]] = {}
        for path in (*self._tracks, *catalogue.unread):
            self._paths.setdefault(track_id(path).casefold(), []).append(path)
        self._folder = "/".join(("tracks", *folders_of(folder)))
        self._lines: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._titles: dict[str, list[Track]] = {}
        for track in catalogue.tracks:
            self._titles.setdefault(track.title, []).append(track)

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

    def _given(self, identifier: str, path: str) -> Place:
        """The track with an id, and where the row says so with that path."""
        if track := self._tracks.get(path):
            return Place(track, is_new=False)
        others = self._paths.get(identifier.casefold(), [])
        if len(others) > 1:
            raise UsageError(f"{' and '.join(others)} have the id {identifier!r}; say which with a path")
        for other in others:
            return Place(self._there(identifier, path, other), is_new=False)
        path = _checked(path) if path else self._new_path(identifier)
        return Place(Track(identifier, path, readable(identifier)), is_new=True)

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

    def _titled(self, title: str) -> Place:
        """The track of that title whose id may have been made from it, else a new one with an id that is free."""
        base = id_from_title(title)
        if title in self._titles:
            self._titles[title] = alike = [t for t in self._titles[title] if _is_made_from(base, t.id)][:2]
            if len(alike) > 1:
                ids = " and ".join(sorted(track.id for track in alike))
                raise UsageError(f"{ids} are both titled {title!r}; say in a column id which one is meant")
            if alike and alike[0].path not in self._lines:
                return Place(alike[0], is_new=False)
        number = self._numbers.get(base, 1)
        while (
            identifier := base if number == 1 else f"{base}-{number}"
        ) in self._lines or identifier in self._paths:
            number += 1
        self._numbers[base] = number
        return Place(
            Track(identifier, f"{self._folder}/{identifier}.yaml", readable(identifier)), is_new=True
        )

    def _new_path(self, identifier: str) -> str:
        if not is_file_name(identifier):
            raise UsageError(
                f"the id {identifier!r} cannot name a file; use letters, digits, - and _, and no ending"
            )
        return f"{self._folder}/{identifier}.yaml"


def _key(place: Place) -> str:
    """What two rows about the same track share: a path has a slash, and an id has none."""
    return place.track.id.casefold() if place.is_new else place.track.path


def _is_made_from(base: str, identifier: str) -> bool:
    return identifier == base or (identifier.startswith(f"{base}-") and identifier[len(base) + 1 :].isdigit())


def _checked(path: str) -> str:
    """The path of a new track; raises UsageError where there can be none."""
    top, _, below = path.partition("/")
    *folders, name = below.split("/")
    stem, dot, ending = name.rpartition(".")
    if top != "tracks" or f"{dot}{ending}" not in ENDINGS or not all(map(is_file_name, [*folders, stem])):
        raise UsageError(
            f"the path {path!r} is no file below tracks; write one such as tracks/summer-ep/dune.yaml"
        )
    return path
