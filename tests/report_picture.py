"""Report picture: the screenshot of the page in docs/report.md (`python -m tests.report_picture`, with Chromium).

The picture carries the SHA-256 of the page that it shows, so that a test without a browser can tell when it is stale.
"""

import hashlib
import re
import struct
import tempfile
import zlib
from contextlib import chdir
from pathlib import Path

import pytest

from prodash.cli import main
from tests.browser import chromium, opened
from tests.conftest import EXAMPLE, ROOT, TODAY

PICTURE = ROOT / "docs" / "pictures" / "report.png"
_SCREEN = {"width": 1200, "height": 1540}
_KEY = b"prodash-page\x00"
_HEADER = 8 + 25
"""The bytes of a PNG up to where the first chunk behind its header begins."""


def page(folder: Path) -> Path:
    """The page of the example catalogue, made in *folder*."""
    file = folder / "report.html"
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setenv("PRODASH_TODAY", TODAY)
        main(["-C", str(EXAMPLE), "report", "--title", "My music", "--quiet"])
    return file


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def digest_in(picture: bytes) -> str:
    """The SHA-256 of the page that *picture* shows."""
    match = re.search(re.escape(_KEY) + rb"([0-9a-f]{64})", picture)
    return match[1].decode() if match else ""


def with_digest(picture: bytes, text: str) -> bytes:
    """*picture* with a text chunk behind its header."""
    chunk = b"tEXt" + _KEY + text.encode()
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return picture[:_HEADER] + framed + picture[_HEADER:]


def write() -> None:
    """Take the picture anew."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = page(Path(folder))
        with opened(browser, file, viewport=_SCREEN, color_scheme="light") as seen:
            picture = seen.screenshot()
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(with_digest(picture, digest(file)))


if __name__ == "__main__":
    write()
