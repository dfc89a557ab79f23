"""PNG: the chunks of a file that make up its picture."""

from struct import unpack_from

# https://www.w3.org/TR/png-3/#5Chunk-layout

_SIGNATURE_BYTES = 8
_AROUND = 12
"""The bytes of a chunk around its contents: length, name and checksum."""

_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP"}
"""The chunks that a still picture and its colours need."""


def plain_png(data: bytes) -> tuple[bytes, int, int]:
    """The file without metadata and without movement, and its width and height.

    Raises `struct.error` or IndexError for a file that is damaged or not whole.
    """
    kept, at, name = [data[:_SIGNATURE_BYTES]], _SIGNATURE_BYTES, b""
    _, first, width, height = unpack_from(">I4sII", data, at)
    if first != b"IHDR":
        raise IndexError
    while name != b"IEND":
        length, name = unpack_from(">I4s", data, at)
        end = at + length + _AROUND
        if end > len(data):
            raise IndexError
        if name in _KEPT:
            kept.append(data[at:end])
        at = end
    return b"".join(kept), width, height
