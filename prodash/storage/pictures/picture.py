"""Picture: a PNG, JPEG or WebP file, recognised by its content and ready for a page."""

import struct
from collections.abc import Callable
from typing import NamedTuple

from prodash.model.files.covers import UnusableError
from prodash.storage.pictures.jpeg import plain_jpeg
from prodash.storage.pictures.png import plain_png
from prodash.storage.pictures.webp import plain_webp

MAX_BYTES = 200 * 1024
"""The size of a file with a picture at most."""

MAX_SIDE = 4096
"""The width and height of a picture at most, in pixels: a small file can take gigabytes once it is unpacked."""


class Picture(NamedTuple):
    """The bytes of a picture, and their media type, such as `image/png`."""

    media_type: str
    data: bytes


class _FileType(NamedTuple):
    """A type of files, which have its *signature* at the byte *start*.

    without_metadata   makes a file without metadata out of one, with the width and height of the picture; raises
                       UnusableError, and IndexError or `struct.error` for a file that is damaged or not whole
    """

    media_type: str
    start: int
    signature: bytes
    without_metadata: Callable[[bytes], tuple[bytes, int, int]]


_TYPES = (
    _FileType("image/png", 0, b"\x89PNG\r\n\x1a\n", plain_png),
    _FileType("image/jpeg", 0, b"\xff\xd8\xff", plain_jpeg),
    _FileType("image/webp", 8, b"WEBP", plain_webp),
)


def picture_of(data: bytes) -> Picture:
    """The picture in *data*, the first MAX_BYTES + 1 bytes of a file.

    It has no metadata: no place, no camera, no comments.  Raises UnusableError.
    """
    if len(data) > MAX_BYTES:
        raise UnusableError(f"it is larger than {MAX_BYTES // 1024} KB")
    found = next((each for each in _TYPES if data.startswith(each.signature, each.start)), None)
    if found is None:
        raise UnusableError("it is not a PNG, JPEG or WebP picture")
    try:
        plain, width, height = found.without_metadata(data)
    except (struct.error, IndexError):
        plain, width, height = b"", 0, 0
    _require_size(width, height)
    return Picture(found.media_type, plain)


def _require_size(width: int, height: int) -> None:
    if not (width and height):
        raise UnusableError("it is damaged, or not whole")
    if max(width, height) > MAX_SIDE:
        raise UnusableError(
            f"it has {width:,} × {height:,} pixels; at most {MAX_SIDE:,} × {MAX_SIDE:,} are shown"
        )
