"""Small pictures of each type, and the parts of which a test makes others."""

import zlib
from pathlib import Path
from struct import pack

_FOLDER = Path(__file__).parent

JPEG = (_FOLDER / "photo.jpg").read_bytes()
WEBPS = {name: (_FOLDER / f"{name}.webp").read_bytes() for name in ("lossy", "lossless", "transparent")}

SECRET = b"Kastanienallee 12"
"""What a picture tells besides what is to be seen."""


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))


def png(width: int = 24, height: int = 16, *more: bytes) -> bytes:
    """A PNG of one colour; *more* chunks stand before its contents."""
    rows = b"".join(b"\0" + b"\xc8\x3c\x1e" * width for _ in range(height))
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", head, *more, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + pack(">H", len(body) + 2) + body


def exif(orientation: int, order: str = "<") -> bytes:
    """The body of a segment with a secret text and which side is up."""
    texts = pack(f"{order}HHII", 0x010E, 2, len(SECRET), 38)
    side = pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = (b"II" if order == "<" else b"MM") + pack(f"{order}HIH", 42, 8, 2) + texts + side
    return b"Exif\0\0" + tiff + pack(f"{order}I", 0) + SECRET


def jpeg(*segments: bytes) -> bytes:
    """A JPEG with these *segments* more."""
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def webp(*chunks: tuple[bytes, bytes], flags: int = 0b0010_0000) -> bytes:
    """A WebP with these *chunks* more and the *flags* that announce them."""
    found = WEBPS["lossy"][12:]
    body = found[:8] + bytes([flags]) + found[9:]
    body += b"".join(name + pack("<I", len(text)) + text + b"\0" * (len(text) % 2) for name, text in chunks)
    return b"RIFF" + pack("<I", 4 + len(body)) + b"WEBP" + body
