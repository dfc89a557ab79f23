"""The page of `report` says what it should, for the example catalogue, and for the same in a repository.

What is expected stands in tests/pages, without style and script.  Run as a program
(`python -m tests.test_every_page`) it writes those files; their difference is then to be read.
"""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.history.example import example_repository
from tests.report_picture import page

GOLDEN = ROOT / "tests" / "pages"
CATALOGUES: dict[str, Callable[[Path], Path]] = {"example": lambda _: EXAMPLE, "history": example_repository}
"""How the catalogue of each page is made in a folder."""

_STYLE_AND_SCRIPT = re.compile(r"(?<=<style>).*(?=</style>)|(?<=<script>).*(?=</script>)", re.DOTALL)
_HASH = re.compile(r"(?<=sha256-)[\w+/]{43}=")


def answer(name: str, folder: Path) -> str:
    """The page of a catalogue, made in *folder*, as far as people read it."""
    html = page(folder, CATALOGUES[name](folder / name)).read_text(encoding="utf-8")
    return _HASH.sub("…", _STYLE_AND_SCRIPT.sub("", html))


def golden(name: str) -> Path:
    return GOLDEN / f"{name}.html"


@pytest.mark.parametrize("name", CATALOGUES)
def test_each_page_says_what_it_should(name: str, tmp_path: Path) -> None:
    assert answer(name, tmp_path).splitlines() == golden(name).read_text(encoding="utf-8").splitlines()


def write() -> None:
    """Write the files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name in CATALOGUES:
        with tempfile.TemporaryDirectory() as folder:
            golden(name).write_text(answer(name, Path(folder)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    os.environ.pop("PRODASH_CATALOGUE", None)
    write()
