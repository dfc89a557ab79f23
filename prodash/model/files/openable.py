"""Openable: what the fields of a track name that can be opened: a link, or a file of a known type."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodash.errors import ExitCode, ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DERIVED, TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.characters import NOT_TEXT, UNPRINTABLE
from prodash.model.names.names import unquoted

_TYPES_BY_KIND = {
    "audio": "aac aif aiff caf flac m4a mid midi mp3 oga ogg opus w64 wav wma wv",
    "project": "als aup3 band bwproject cpr dawproject flp logicx npr ptx rpp song",
    "picture": "bmp gif heic jpeg jpg png tif tiff webp",
    "text": "lrc md pdf txt",
}
FILE_TYPES = frozenset(" ".join(_TYPES_BY_KIND.values()).split())
"""The endings of the files that are opened; none is of a type that a system runs."""
FOLDER_TYPES = frozenset({"band", "logicx"})
"""The types of which a folder is opened like a file."""

_UNCLEAR = re.compile(f"[{UNPRINTABLE}{NOT_TEXT}]")
_LINK = re.compile(r"https?://[^\s/?#\\]+(?:[/?#][^\s\\]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")


class LinkOrPath(NamedTuple):
    """A link or a path, and the field that has it."""

    field: str
    text: str


class CannotOpenError(ProdashError):
    """What a field names is not opened, for a reason."""

    exit_code = ExitCode.REFUSED

    def __init__(self, named: LinkOrPath, reason: str) -> None:
        self.named, self.reason = named, reason
        super().__init__(f"{named.field} is {named.text!r}, which is not opened: {reason}")


def is_link(text: str) -> bool:
    """Whether *text* is a link to a page of the web."""
    return _LINK.fullmatch(text) is not None


def file_type(path: str) -> str:
    """The ending of the file name in *path*, without its dot and in lower case."""
    if "." not in path:
        return ""
    name = re.split(r"[/\\]", path.rstrip("/"))[-1]
    return name.rpartition(".")[2].casefold() if "." in name else ""


def links_and_paths(catalogue: Catalogue, track: Track, field: str | None) -> tuple[LinkOrPath, ...]:
    """What *field* of a track names, or, if it is None, the links and files of known types in all its fields.

    Raises UsageError for a field that names nothing, UnknownNameError for one that no track has.
    """
    if field is None:
        every = (one for key, value in track.custom.items() for one in _values(key, value))
        return tuple(one for one in every if _may_be_opened(one.text))
    field = unquoted(field)
    if field in TRACK_FIELDS or field in DERIVED or field in {"id", "path"}:
        raise UsageError(f"{field} names nothing to open; name a custom field with a link or a file")
    found = custom_fields_of(catalogue).find(field)
    if found is None:
        from prodash.model.where.hints import unknown_field

        raise unknown_field(catalogue, field)
    return tuple(_values_meant(track, found))


def require_openable(named: LinkOrPath) -> None:
    """Raise CannotOpenError unless the text is a link or a path that may be opened, as far as the text tells."""
    if reason := _why_not(named.text):
        raise CannotOpenError(named, reason)


def _may_be_opened(text: str) -> bool:
    return is_link(text) or (file_type(text) in FILE_TYPES and not _why_not(text))


def _values_meant(track: Track, field: CustomField) -> Iterator[LinkOrPath]:
    """What *field* of *track* names, in each of its spellings."""
    if field.path:
        yield from _values(field.full_name, field.value_in(track))
        return
    for key in field.spellings:
        yield from _values(key, track.custom.get(key))


def _values(name: str, value: Value) -> Iterator[LinkOrPath]:
    for item in items_of(value):
        if isinstance(item, str) and item.strip():
            yield LinkOrPath(name, item.strip())


def _why_not(text: str) -> str:
    """The reason why *text* is neither a link nor a path that is opened; empty if it is."""
    return next(_reasons(text), "")


def _reasons(text: str) -> Iterator[str]:
    if _UNCLEAR.search(text):
        yield "it has control characters or several lines"
    if is_link(text):
        return
    if text.startswith("-"):
        yield "a program could take it for an option"
    if text.startswith(("//", "\\\\")):
        yield "it is on another computer"
    scheme = _SCHEME.match(text)
    # A single letter is a drive of Windows.
    if scheme and (len(scheme[1]) > 1 or text[2:3] not in {"/", "\\"}):
        yield "only links with http:// or https:// and a host are opened, and files"
    if file_type(text) not in FILE_TYPES:
        yield f"files are opened if they end in {', '.join(sorted(FILE_TYPES))}"
