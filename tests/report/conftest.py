"""The pages that the tests open, and the browser that opens them."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from prodash.cli import main
from tests.browser import CHROMIUM, MISSING, chromium
from tests.conftest import TODAY, write_files
from tests.history.example import example_repository
from tests.report.crowded import many

MORE = {
    "tracks/evil.yaml": "title: <script>alert(1)</script>\nstage: writing\nnotes: <img src=x onerror=alert(2)>\n",
    "tracks/long.yaml": f"title: {'Wouldnotbreak' * 38}\nstage: mixing\ndue: 2026-11-20\nprojects: harbour\n",
    "tracks/straße.yaml": "title: Straße der Αθήνας\nstage: seed\nnotes: |\n  First line\n  Zweite Zeile: CAFÉ\n",
    "tracks/thai.yaml": "title: กันและกิน काम\nstage: seed\n",
    "tracks/rtl.yaml": "title: שלום (עולם) 2\nstage: recorded\nworkflows: mastering\n",
}


@pytest.fixture(scope="package")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue with its history and some odd tracks more, and its page."""
    root = example_repository(tmp_path_factory.mktemp("report") / "music")
    write_files(root, {"stages.yaml": (root / "stages.yaml").read_bytes(), **MORE})
    with pytest.MonkeyPatch.context() as patch, chdir(root):
        patch.setenv("PRODASH_TODAY", TODAY)
        assert main(["report", "--quiet"]) == 0
    return root


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("crowded"), 240)
