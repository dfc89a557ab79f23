"""WebP: the chunks of a file that make up its picture."""

from collections.abc import Iterator
from struct import pack, unpack_from

from prodash.model.files.covers import UnusableError

# https://developers.google.com/speed/webp/docs/riff_container

_FIRST_CHUNK = 12
_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_STILL = 0b0011_0000
"""The flags of the extended header for colours and transparency; the others announce metadata and movement."""


def plain_webp(data: bytes) -> tuple[bytes, int, int]:
    """The file without metadata, and its width and height.

    Raises UnusableError if it moves, `struct.error` or IndexError for a file that is damaged or not whole.
    """
    kept, sizes = [], [(0, 0)]
    for name, body in _chunks(data):
        if name == b"ANIM":
            raise UnusableError("it moves; save one picture of it")
        if name in _KEPT:
            sizes.append(_size(name, body))
            kept.append(_chunk(name, bytes([body[0] & _STILL]) + body[1:] if name == b"VP8X" else body))
    chunks = b"".join(kept)
    width, height = (max(sides) for sides in zip(*sizes, strict=True))
    return b"RIFF" + pack("<I", 4 + len(chunks)) + b"WEBP" + chunks, width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the contents of each chunk; raises `struct.error` or IndexError."""
    at, end = _FIRST_CHUNK, 8 + unpack_from("<I", data, 4)[0]
    if end > len(data):
        raise IndexError
    while at < end:
        name, length = unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise IndexError
        yield name, body
        at += 8 + length + length % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _size(name: bytes, body: bytes) -> tuple[int, int]:
    """The width and height that a chunk tells, or zeros."""
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L":
        bits = unpack_from("<I", body, 1)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        width, height = unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
