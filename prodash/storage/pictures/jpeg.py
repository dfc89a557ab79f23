"""JPEG: the segments of a file that make up its picture, and which side of it is up."""

import re
from struct import pack, unpack_from

# https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B

_FILL, _SCAN, _END = 0xFF, 0xDA, 0xD9
_WITH_LENGTH = {*range(0xC0, 0xFF)} - {*range(0xD0, 0xDA)}
_LENGTH_BYTES = 2
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_APPLICATION, _COMMENT = range(0xE0, 0xF0), 0xFE
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The application segments that say how to show the picture, with their beginnings."""

_EXIF = b"Exif\0\0"
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The end of the data of a scan, where 0xFF stands before 0x00 or the number of a restart."""

_ORIENTATION_TAG, _SHORT = 0x0112, 3
_UPRIGHT, _LAST_ORIENTATION = 1, 8


def plain_jpeg(data: bytes) -> tuple[bytes, int, int]:
    """The file without metadata but which side is up, and its width and height.

    Raises `struct.error` or IndexError for a file that is damaged or not whole.
    """
    kept, at, width, height = [data[:2]], 2, 0, 0
    while data[at + 1] != _END:
        if data[at + 1] == _FILL:
            at += 1
            continue
        marker, end = _segment(data, at)
        if marker in _FRAMES:
            height, width = unpack_from(">HH", data[:end], at + 5)
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        kept.append(_without_metadata(marker, data[at:end]))
        at = end
    return b"".join([*kept, bytes([0xFF, _END])]), width, height


def _segment(data: bytes, at: int) -> tuple[int, int]:
    """The marker of the segment at *at*, and where the segment ends."""
    start, marker, length = unpack_from(">BBH", data, at)
    if start != _FILL or marker not in _WITH_LENGTH or length < _LENGTH_BYTES:
        raise IndexError
    return marker, at + 2 + length


def _without_metadata(marker: int, segment: bytes) -> bytes:
    """The *segment* if the picture needs it, or what it says of the side that is up; empty if that is nothing."""
    body = segment[2 + _LENGTH_BYTES :]
    is_needed = marker not in _APPLICATION and marker != _COMMENT
    if is_needed or (marker in _KEPT and body.startswith(_KEPT[marker])):
        return segment
    return _orientation_segment(body[len(_EXIF) :]) if body.startswith(_EXIF) else b""


def _end_of_scan(data: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(data, at)
    if found is None:
        raise IndexError
    return found.start()


def _orientation_segment(tiff: bytes) -> bytes:
    """A segment that says which side of the picture is up, as *tiff* does; empty if that is the first line."""
    try:
        orientation = _orientation(tiff)
    except (ValueError, IndexError):
        return b""
    if not _UPRIGHT < orientation <= _LAST_ORIENTATION:
        return b""
    directory = pack(">HHHIHHI", 1, _ORIENTATION_TAG, _SHORT, 1, orientation, 0, 0)
    body = _EXIF + b"MM\0*" + pack(">I", 8) + directory
    return bytes([0xFF, 0xE1]) + pack(">H", len(body) + 2) + body


def _orientation(tiff: bytes) -> int:
    order: str = {b"II": "little", b"MM": "big"}.get(tiff[:2], "")

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if (number(entry, 2), number(entry + 2, 2)) == (_ORIENTATION_TAG, _SHORT):
            return number(entry + 8, 2)
    return _UPRIGHT
