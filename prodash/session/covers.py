"""Covers: the pictures that tracks and projects name, read for the page, with remarks about those that are not shown."""

from collections.abc import Iterable, Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.files.covers import Cover, UnusableError, cover_of, places_of, project_covers
from prodash.render.report.covers import Covers
from prodash.render.terminal.words import pluralise
from prodash.session.session import Session
from prodash.storage.pictures.inside import ThroughLinkError, read_inside
from prodash.storage.pictures.picture import MAX_BYTES, Picture, picture_of

MAX_TOTAL_BYTES = 8 << 20
"""The size of all pictures of a page together at most."""

_MOST_REMARKS = 10


def covers_of(session: Session, catalogue: Catalogue, tracks: Sequence[Track]) -> Covers:
    """The covers of *tracks* and of their projects; adds remarks about those that are not shown."""
    reader = _CoverReader(str(session.root))
    by_track = reader.numbers((track.path, cover_of(catalogue, track)) for track in tracks)
    by_project = reader.numbers(project_covers(catalogue, tracks))
    refused = [
        f"{session.display_path(cover.file)}: the cover {cover.text!r} is not shown: {reason}"
        for cover, reason in reader.refused.items()
    ]
    more = len(refused) - _MOST_REMARKS
    session.outcome.remarks += refused[:_MOST_REMARKS]
    if more > 0:
        session.outcome.remarks.append(f"{pluralise(more, 'more cover')} not shown")
    return Covers(tuple(reader.pictures), by_track, by_project)


class _CoverReader:
    """Reads each cover once; `pictures` are numbered in the order in which they are met."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._room = MAX_TOTAL_BYTES
        self._numbers: dict[Cover, int | None] = {}
        self.pictures: dict[Picture, int] = {}
        self.refused: dict[Cover, str] = {}

    def numbers(self, named: Iterable[tuple[str, Cover | None]]) -> dict[str, int]:
        """The number of the picture for each of the *named* covers that is shown, by the same name."""
        numbers = ((name, self._number(cover)) for name, cover in named if cover)
        return {name: number for name, number in numbers if number is not None}

    def _number(self, cover: Cover) -> int | None:
        if cover not in self._numbers:
            try:
                self._numbers[cover] = self._numbered(_read(self._root, cover))
            except UnusableError as error:
                self._numbers[cover], self.refused[cover] = None, str(error)
        return self._numbers[cover]

    def _numbered(self, picture: Picture) -> int:
        if picture not in self.pictures:
            if len(picture.data) > self._room:
                together = f"{MAX_TOTAL_BYTES >> 20} MB"
                raise UnusableError(f"all pictures of the page together may have {together} at most")
            self._room -= len(picture.data)
        return self.pictures.setdefault(picture, len(self.pictures))


def _read(root: str, cover: Cover) -> Picture:
    """The picture, from the first of its places where there is a file; raises UnusableError."""
    through_link: UnusableError | None = None
    for path in places_of(cover):
        try:
            data = read_inside(root, path, MAX_BYTES + 1)
        except ThroughLinkError as error:
            # The folder of the track may be a link, and the picture still be in the catalogue.
            through_link = through_link or error
            continue
        if data is not None:
            return picture_of(data)
    beside = "neither beside the track's file nor" if "/" in cover.file else "not"
    raise through_link or UnusableError(f"it is {beside} in the catalogue")
