"""The page of `report` says what it should, for the example catalogue.

What is expected stands in tests/pages, without style and script.  Run as a program
(`python -m tests.test_every_page`) it writes that file; its difference is then to be read.
"""

import os
import re
import tempfile
from pathlib import Path

from tests.conftest import ROOT
from tests.report_picture import page

GOLDEN = ROOT / "tests" / "pages" / "example.html"
_STYLE_AND_SCRIPT = re.compile(r"(?<=<style>).*(?=</style>)|(?<=<script>).*(?=</script>)", re.DOTALL)
_HASH = re.compile(r"(?<=sha256-)[\w+/]{43}=")


def answer(folder: Path) -> str:
    """The page, made in *folder*, as far as people read it."""
    html = page(folder).read_text(encoding="utf-8")
    return _HASH.sub("…", _STYLE_AND_SCRIPT.sub("", html))


def test_the_page_of_the_example_says_what_it_should(tmp_path: Path) -> None:
    assert answer(tmp_path).splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def write() -> None:
    """Write the file anew."""
    GOLDEN.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(answer(Path(folder)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    os.environ.pop("PRODASH_CATALOGUE", None)
    write()
