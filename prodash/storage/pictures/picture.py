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

Plain = Callable[[bytes], tuple[bytes, int, int]]
"""Makes a file without metadata out of one, with the width and height of the picture.

Raises UnusableError, or IndexError or `struct.error` for a file that is damaged or not whole.
"""


class Picture(NamedTuple):
    """The bytes of a picture, and their media type, such as `image/png`."""

    media_type: str
    data: bytes


_TYPES: tuple[tuple[str, bytes, slice, Plain], ...] = (
    ("image/png", b"\x89PNG\r\n\x1a\n", slice(8), plain_png),
    ("image/jpeg", b"\xff\xd8\xff", slice(3), plain_jpeg),
    ("image/webp", b"WEBP", slice(8, 12), plain_webp),
)
"""The media type, the bytes by which a file of the type is known with their place, and what reads it."""


def picture_of(data: bytes) -> Picture:
    """The picture in *data*, the first MAX_BYTES + 1 bytes of a file.

    It has no metadata: no place, no camera, no comments.  Raises UnusableError.
    """
    if len(data) > MAX_BYTES:
        raise UnusableError(f"it is larger than {MAX_BYTES // 1024} KB")
    found = next((each for each in _TYPES if data[each[2]] == each[1]), None)
    if found is None:
        raise UnusableError("it is no PNG, JPEG or WebP picture")
    try:
        plain, width, height = found[3](data)
    except (struct.error, IndexError):
        plain, width, height = b"", 0, 0
    if not (width and height):
        raise UnusableError("it is damaged, or not whole")
    if max(width, height) > MAX_SIDE:
        raise UnusableError(
            f"it has {width:,} × {height:,} pixels; at most {MAX_SIDE:,} × {MAX_SIDE:,} are shown"
        )
    return Picture(found[0], plain)
