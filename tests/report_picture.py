"""Report picture: the screenshots of the page in the docs (`python -m tests.report_picture`, with Chromium).

Each picture carries the SHA-256 of the page that it shows, so that a test without a browser can tell when it is stale.
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
from tests.pictures import THEMES

PICTURES = {theme: ROOT / "docs" / "pictures" / f"report-{theme}.png" for theme in THEMES}
"""The file for readers of dark and of light pages."""

_SCREEN = {"width": 760, "height": 1520}
_FRAME = "html::after { content: ''; position: fixed; inset: 0; border: 2px solid %s; border-radius: 8px }"
"""The edge of the page, which has the colour of many a page that shows it."""

_KEY = b"prodash-page\x00"
_HEADER = 8 + 25
"""The bytes of a PNG up to where the first chunk behind its header begins."""


def page(folder: Path, catalogue: Path = EXAMPLE) -> Path:
    """The page of a catalogue, made in *folder*."""
    file = folder / "report.html"
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setenv("PRODASH_TODAY", TODAY)
        main(["-C", str(catalogue), "report", "--title", "My Music", "--quiet"])
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
    """Take the pictures anew."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = page(Path(folder))
        for theme, path in PICTURES.items():
            with opened(browser, file, viewport=_SCREEN, color_scheme=theme, bypass_csp=True) as seen:
                picture = seen.screenshot(style=_FRAME % THEMES[theme][1])
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(with_digest(picture, digest(file)))


if __name__ == "__main__":
    write()
