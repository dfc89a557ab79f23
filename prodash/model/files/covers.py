"""Covers: the picture that a track or a project names, and where in the catalogue it may be."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.names.characters import NOT_TEXT, UNPRINTABLE

COVER = "cover"
"""The key of a track or project that names the picture."""

_UNCLEAR = re.compile(f"[{UNPRINTABLE}{NOT_TEXT}]")
_LINK = re.compile(r"[A-Za-z][\w+.-]*://|data:|//")
_DRIVE = re.compile(r"[A-Za-z]:")


class Cover(NamedTuple):
    """The name of a picture, and the catalogue's file that has it."""

    text: str
    file: str


class UnusableError(Exception):
    """A picture that is not shown; the message is the reason."""


def cover_of(catalogue: Catalogue, track: Track) -> Cover | None:
    """The cover of *track*: its own, or the nearest one up the tree of its first project that has one."""
    if own := as_text(track.custom.get(COVER)).strip():
        return Cover(own, track.path)
    projects = filter(None, map(catalogue.projects.find, track.projects))
    around = (one for project in projects for one in catalogue.projects.upwards(project))
    return next((Cover(project.cover, PROJECT.path) for project in around if project.cover), None)


def project_covers(catalogue: Catalogue, tracks: Iterable[Track]) -> Iterator[tuple[str, Cover]]:
    """The id and the cover of each project that has one, of those that *tracks* are in and those around them."""
    ids = {identifier for track in tracks for identifier in track.projects}
    projects = filter(None, map(catalogue.projects.find, sorted(ids)))
    around = {one.id: one.cover for project in projects for one in catalogue.projects.upwards(project)}
    yield from ((identifier, Cover(cover, PROJECT.path)) for identifier, cover in around.items() if cover)


def places_of(cover: Cover) -> tuple[str, ...]:
    """The paths of the catalogue where the picture may be: beside the file that names it, then in the catalogue.

    Raises UnusableError for a text that names no file of the catalogue.
    """
    if reason := next(_reasons(cover.text), ""):
        raise UnusableError(reason)
    folder = cover.file.rpartition("/")[0]
    paths = dict.fromkeys(filter(None, (_below(folder, cover.text), _below("", cover.text))))
    if not paths:
        raise UnusableError("it is not inside the catalogue")
    if all(_is_hidden(path) for path in paths):
        raise UnusableError("it is hidden, or in a hidden folder")
    return tuple(path for path in paths if not _is_hidden(path))


def _reasons(text: str) -> Iterator[str]:
    if _UNCLEAR.search(text):
        yield "its name has control characters or several lines"
    if _LINK.match(text):
        yield "it is a link, and the page loads nothing; save the picture in the catalogue"
    if text.startswith(("/", "~")) or _DRIVE.match(text):
        yield "its path is not relative to the catalogue"
    if "\\" in text:
        yield "its path has a backslash; write / between folders"


def _below(folder: str, text: str) -> str:
    """The path *text* from *folder*, without `.` and `..`; empty if it leads out of the catalogue."""
    parts = folder.split("/") if folder else []
    for part in text.split("/"):
        if part == ".." and not parts:
            return ""
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))
